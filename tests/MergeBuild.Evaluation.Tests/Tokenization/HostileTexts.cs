using FsCheck;
using FsCheck.Fluent;

namespace MergeBuild.Evaluation.Tests.Tokenization;

/// <summary>Texts of fragments that tokenizers stumble over.</summary>
internal static class HostileTexts
{
    private static readonly string[] Fragments =
    [
        "the", " quick", "don't", "I'LL", "naïve", "e\u0301", "a\u0328\u0301", "İ", "ſ", "ﬁ", "日本語", "ｶﾅ", "한국어", "\u1112\u1161\u11ab", "мир", "مرحبا", "٣٤",
        "नमस्ते", "ไทย", "😀", "👍🏽", "👨‍👩‍👧‍👦", "𝔘𝔫", "𠜎", "𝟘", "42", "3.14", "½", "①", " ", "  ", "\t", "\n", "\r\n", "\u00a0", "\u3000", "\u0085", "\u200d", "\ufeff",
        "\0", "\u001b", "\ufffd", "\ue000", "...", "—", "()", "<", ">", "<s>", "</s>", "<mask>", " <mask> ", "<|endoftext|>", "<|im_end|>", "<0x41>", "▁", "Ġ", "##a",
    ];

    /// <summary>Well-formed texts of up to 12 fragments, some of them repeated.</summary>
    public static Arbitrary<string> WellFormed { get; } = Arb.From(
        Gen.Elements(Fragments).SelectMany(fragment => Gen.Choose(-20, 20), (fragment, count) => string.Concat(Enumerable.Repeat(fragment, Math.Max(1, count))))
            .ListOf().Select(fragments => string.Concat(fragments.Take(12))));

    /// <summary>Any sequence of UTF-16 units, lone surrogates among them.</summary>
    public static Arbitrary<string> AnyUnits { get; } = Arb.From(
        Gen.OneOf(Gen.Choose(0, 0x7F), Gen.Choose(0xD7F0, 0xE010), Gen.Choose(0, 0xFFFF)).Select(unit => (char)unit).ListOf()
            .Select(units => string.Concat(units)));
}
