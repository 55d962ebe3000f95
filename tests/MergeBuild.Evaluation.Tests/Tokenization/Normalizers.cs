using System.Buffers.Binary;
using System.Text;
using System.Text.Json.Nodes;
using MergeBuild.Evaluation.Tokenization.Files;

namespace MergeBuild.Evaluation.Tests.Tokenization;

public sealed class Normalizers
{
    [Theory]
    [InlineData("""{"type": "NFC"}""", "e\u0301 \u1112\u1161\u11AB \u0344 \u212B \u1E9B\u0323 \uFB01", "é 한 \u0308\u0301 Å \u1E9B\u0323 \uFB01")]
    [InlineData("""{"type": "NFD"}""", "é 한 \u1E9B\u0323", "e\u0301 \u1112\u1161\u11AB \u017F\u0323\u0307")]
    [InlineData("""{"type": "NFKC"}""", "ﬁ ① ½ ｶﾞ \u1E9B\u0323 𝔘", "fi 1 1\u20442 ガ \u1E69 U")]
    [InlineData("""{"type": "NFKD"}""", "ﬁé\u1E9B", "fie\u0301s\u0307")]
    [InlineData("""{"type": "NFC"}""", "a\u0328\u0301b\u0301\u0328\u0327", "ą\u0301b\u0328\u0327\u0301")]
    [InlineData("""{"type": "NFC"}""", "\u0958 \U0001D15E \u0301", "\u0915\u093C \U0001D157\U0001D165 \u0301")]
    [InlineData("""{"type": "Lowercase"}""", "ÄİΣ𐐀ßǅ", "äi\u0307σ𐐨ßǆ")]
    [InlineData("""{"type": "StripAccents"}""", "e\u0301 \u0903क", "e क")]
    [InlineData("""{"type": "Strip", "strip_left": true, "strip_right": false}""", "\u3000\t a ", "a ")]
    [InlineData("""{"type": "Strip", "strip_left": false, "strip_right": true}""", " a \u0085\u2003", " a")]
    [InlineData("""{"type": "Prepend", "prepend": "x"}""", "a", "xa")]
    [InlineData("""{"type": "Replace", "pattern": {"String": "a."}, "content": "$0"}""", "a.ab", "$0ab")]
    [InlineData("""{"type": "Replace", "pattern": {"Regex": "a."}, "content": "$0"}""", "a.abc", "$0$0c")]
    [InlineData("""{"type": "Replace", "pattern": {"String": ""}, "content": "x"}""", "ab", "ab")]
    [InlineData("""{"type": "Nmt"}""", "a\tb\u0001\u200B\u2581c\uFEFF", "a b  c ")]
    [InlineData("""{"type": "ByteLevel"}""", "é a", "Ã©Ġa")]
    [InlineData("""{"type": "BertNormalizer", "clean_text": true, "handle_chinese_chars": true, "strip_accents": null, "lowercase": true}""",
        "É\u0000\u200Ba\t𠜎b\uFFFD\u0903", "ea  𠜎 b\u0903")]
    [InlineData("""{"type": "BertNormalizer", "clean_text": false, "handle_chinese_chars": false, "strip_accents": false, "lowercase": true}""", "É\t日", "é\t日")]
    [InlineData("""{"type": "Sequence", "normalizers": [{"type": "NFD"}, {"type": "StripAccents"}, {"type": "Lowercase"}]}""", "ÀÉ", "ae")]
    public void Change_text_as_the_library_does(string section, string text, string expected) => Assert.Equal(expected, Normalize(section, text));

    [Theory]
    [InlineData("ab", "[XY]b")]
    [InlineData("a\u0301", "[XY]")]
    [InlineData("é日", "[]日")]
    [InlineData("a\u0301\u0301\u0301b", "[XY]\u0301\u0301\u0301b")]
    public void Use_the_character_map_of_sentencepiece(string text, string expected)
    {
        // A double array of two keys, "a" to "[XY]" and "é" (C3 A9) to "[]": the shortest key stands for a whole cluster of up to 5 bytes.
        var units = new uint[256];
        void Leaf(uint at, uint label, uint text) => (units[at], units[at ^ 1]) = (label | 0x100 | (1 << 10), text | 0x80000000);
        units[0] = 0;
        Leaf('a', 'a', 0);
        units[0xC3] = 0xC3 | (0x40 << 10);
        Leaf(0xC3 ^ 0x40 ^ 0xA9, 0xA9, 5);
        var map = new byte[4 + 4 * units.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(map, (uint)(4 * units.Length));
        for (var index = 0; index < units.Length; index++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(map.AsSpan(4 + 4 * index), units[index]);
        }

        var all = Convert.ToBase64String([.. map, .. Encoding.UTF8.GetBytes("[XY]\0[]\0")]);
        Assert.Equal(expected, Normalize(new JsonObject { ["type"] = "Precompiled", ["precompiled_charsmap"] = all }.ToJsonString(), text));
    }

    private static string Normalize(string section, string text)
    {
        using var document = System.Text.Json.JsonDocument.Parse(section);
        return NormalizerReader.Read(new TokenizerSection("tokenizer.json", "normalizer", document.RootElement)).Normalize(text);
    }
}
