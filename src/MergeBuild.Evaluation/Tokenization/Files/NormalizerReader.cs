using System.Collections.Immutable;
using MergeBuild.Evaluation.Tokenization.Normalization;

namespace MergeBuild.Evaluation.Tokenization.Files;

/// <summary>Reads normalizers.</summary>
internal static class NormalizerReader
{
    private static readonly string[] Types =
    [
        "BertNormalizer", "ByteLevel", "Lowercase", "NFC", "NFD", "NFKC", "NFKD", "Nmt", "Precompiled", "Prepend", "Replace",
        "Sequence", "Strip", "StripAccents",
    ];

    /// <summary>The normalizer that a section describes.</summary>
    public static INormalizer Read(TokenizerSection section)
    {
        var type = section.Text("type");
        INormalizer normalizer = type switch
        {
            "BertNormalizer" => ReadBert(section),
            "ByteLevel" => new ByteLetters(),
            "Lowercase" => new Lowercase(),
            "NFC" => new UnicodeForm(compatibility: false, compose: true),
            "NFD" => new UnicodeForm(compatibility: false, compose: false),
            "NFKC" => new UnicodeForm(compatibility: true, compose: true),
            "NFKD" => new UnicodeForm(compatibility: true, compose: false),
            "Nmt" => new Nmt(),
            "Precompiled" => ReadPrecompiled(section),
            "Prepend" => new Prepend(section.Text("prepend")),
            "Replace" => PatternReading.ReadReplacement(section),
            "Sequence" => new NormalizerSequence([.. section.Sections("normalizers").Select(Read)]),
            "Strip" => new StripEnds(section.Flag("strip_left"), section.Flag("strip_right")),
            "StripAccents" => new RemovedMarks(nonSpacingOnly: false),
            _ => throw section.NotSupported(type, Types),
        };
        section.Complete();
        return normalizer;
    }

    // In the order in which the library does it.
    private static NormalizerSequence ReadBert(TokenizerSection section)
    {
        var lowercase = section.Flag("lowercase");
        var steps = ImmutableArray.CreateBuilder<INormalizer>();
        if (section.Flag("clean_text"))
        {
            steps.Add(new BertCleaning());
        }

        if (section.Flag("handle_chinese_chars"))
        {
            steps.Add(new SpacedIdeographs());
        }

        if (section.FindFlag("strip_accents") ?? lowercase)
        {
            steps.Add(new UnicodeForm(compatibility: false, compose: false));
            steps.Add(new RemovedMarks(nonSpacingOnly: true));
        }

        if (lowercase)
        {
            steps.Add(new Lowercase());
        }

        return new NormalizerSequence(steps.ToImmutable());
    }

    private static PrecompiledCharacterMap ReadPrecompiled(TokenizerSection section)
    {
        const string Name = "precompiled_charsmap";
        var text = section.Text(Name);
        var bytes = new byte[text.Length / 4 * 3 + 3];
        return Convert.TryFromBase64String(text, bytes, out var count) && PrecompiledCharacterMap.Read(bytes.AsSpan(0, count)) is { } map
            ? map
            : throw section.Invalid(Name, "a character map of SentencePiece in Base64");
    }
}
