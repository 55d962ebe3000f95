using System.Text.Json;
using MergeBuild.Evaluation.Tokenization.Files;
using MergeBuild.Evaluation.Tokenization.PreTokenization;

namespace MergeBuild.Evaluation.Tests.Tokenization;

public sealed class PreTokenizers
{
    private const string Split = """{"type": "Split", "pattern": {"String": "-"}, "behavior": "BEHAVIOR", "invert": false}""";

    [Theory]
    [InlineData("Removed", "--a-b--", "a|b")]
    [InlineData("Isolated", "--a-b--", "-|-|a|-|b|-|-")]
    [InlineData("Contiguous", "--a-b--", "--|a|-|b|--")]
    [InlineData("MergedWithPrevious", "--a-b--", "-|-|a-|b-|-")]
    [InlineData("MergedWithNext", "--a-b--", "-|-a|-b|-|-")]
    public void Do_with_delimiters_what_the_behavior_says(string behavior, string text, string expected) =>
        Assert.Equal(expected, Pieces(Split.Replace("BEHAVIOR", behavior, StringComparison.Ordinal), text));

    [Theory]
    [InlineData("""{"type": "Split", "pattern": {"Regex": "\\d+"}, "behavior": "Removed", "invert": true}""", "a12b3", "12|3")]
    [InlineData("""{"type": "Split", "pattern": {"String": "a.b"}, "behavior": "Isolated", "invert": false}""", "axba.b", "axb|a.b")]
    [InlineData("""{"type": "Whitespace"}""", "don't stop_it, 日本 a\u200Db", "don|'|t|stop_it|,|日本|a\u200Db")]
    [InlineData("""{"type": "WhitespaceSplit"}""", " a,\u3000b\u0085c ", "a,|b|c")]
    [InlineData("""{"type": "BertPreTokenizer"}""", "a+b、c $d", "a|+|b|、|c|$|d")]
    [InlineData("""{"type": "Digits", "individual_digits": true}""", "a12½", "a|1|2|½")]
    [InlineData("""{"type": "Digits", "individual_digits": false}""", "a12٣b", "a|12٣|b")]
    [InlineData("""{"type": "Punctuation", "behavior": "Removed"}""", "a.b!c", "a|b|c")]
    [InlineData("""{"type": "CharDelimiterSplit", "delimiter": "|"}""", "a|b", "a|b")]
    [InlineData("""{"type": "Metaspace", "replacement": "_", "prepend_scheme": "always", "split": true}""", "a  b", "_a|_|_b")]
    [InlineData("""{"type": "Metaspace", "replacement": "_", "prepend_scheme": "always", "split": false}""", " a b", "_a_b")]
    [InlineData("""{"type": "Metaspace", "replacement": "_", "add_prefix_space": false}""", "a b", "a|_b")]
    [InlineData("""{"type": "Metaspace", "replacement": "_", "str_rep": "_", "add_prefix_space": true}""", "a b", "_a|_b")]
    [InlineData("""{"type": "ByteLevel", "add_prefix_space": true, "trim_offsets": true}""", "é a", "ĠÃ©|Ġa")]
    [InlineData("""{"type": "ByteLevel", "add_prefix_space": false, "use_regex": false}""", "a b", "aĠb")]
    [InlineData("""{"type": "Sequence", "pretokenizers": [{"type": "WhitespaceSplit"}, {"type": "Metaspace", "replacement": "_", "prepend_scheme": "first"}]}""", "a b", "_a|b")]
    public void Split_as_the_library_does(string section, string text, string expected) => Assert.Equal(expected, Pieces(section, text));

    private static string Pieces(string section, string text)
    {
        using var document = JsonDocument.Parse(section);
        var output = new List<TextPiece>();
        PreTokenizerReader.Read(new TokenizerSection("tokenizer.json", "pre_tokenizer", document.RootElement))
            .Split([new TextPiece(text, 0, text.Length, IsFirst: true)], output);
        return string.Join('|', output.Select(piece => piece.Span.ToString()));
    }
}
