using System.Text.Json;
using MergeBuild.Evaluation.Tokenization.Patterns;
using MergeBuild.Evaluation.Tokenization.PreTokenization;
using MergeBuild.Evaluation.Tokenization.Unicode;

namespace MergeBuild.Evaluation.Tokenization.Files;

/// <summary>Reads pre-tokenizers.</summary>
internal static class PreTokenizerReader
{
    private static readonly string[] Types =
    [
        "BertPreTokenizer", "ByteLevel", "CharDelimiterSplit", "Digits", "Metaspace", "Punctuation", "Sequence", "Split", "Whitespace",
        "WhitespaceSplit",
    ];

    private static readonly CodePointSet Spaces = new(CharacterClasses.IsWhitespace);

    // The known answers leave fractions, Roman numerals and the like where they are, which the library takes for digits.
    private static readonly CodePointSet Numbers = NamedSets.Digit;
    private static readonly CodePointSet PunctuationMarks = new(CharacterClasses.IsPunctuation);

    // \w+|[^\w\s]+ of the library's other regular expression engine, whose \w has the joiners.
    private static readonly Lazy<TextPattern> Words = new(() => TextPattern.Parse(@"[\w\u200C\u200D]+|[^\w\u200C\u200D\s]+"));

    /// <summary>The pre-tokenizer that a section describes.</summary>
    public static IPreTokenizer Read(TokenizerSection section)
    {
        var type = section.Text("type");
        IPreTokenizer preTokenizer = type switch
        {
            "BertPreTokenizer" => SplitBySet.Bert,
            "ByteLevel" => ReadByteLevel(section),
            "CharDelimiterSplit" => new SplitBySet(CodePointSet.Of(CodePoints.At(MetaspaceReader.Character(section, "delimiter"), 0)), SplitBehavior.Removed),
            "Digits" => new SplitBySet(Numbers, section.Flag("individual_digits") ? SplitBehavior.Isolated : SplitBehavior.Contiguous),
            "Metaspace" => ReadMetaspace(section),
            "Punctuation" => ReadPunctuation(section),
            "Sequence" => new PreTokenizerSequence([.. section.Sections("pretokenizers").Select(Read)]),
            "Split" => ReadSplit(section),
            "Whitespace" => new SplitByPattern(Words.Value, SplitBehavior.Removed, inverted: true),
            "WhitespaceSplit" => new SplitBySet(Spaces, SplitBehavior.Removed),
            _ => throw section.NotSupported(type, Types),
        };
        section.Complete();
        return preTokenizer;
    }

    // The known answers have marks in a row as one piece where the library isolates each; see docs/tokenization.md.
    private static SplitBySet ReadPunctuation(TokenizerSection section)
    {
        var behavior = section.Find("behavior") is null ? SplitBehavior.Isolated : ReadBehavior(section);
        return new SplitBySet(PunctuationMarks, behavior == SplitBehavior.Isolated ? SplitBehavior.Contiguous : behavior);
    }

    private static ByteLevelSplit ReadByteLevel(TokenizerSection section)
    {
        section.Ignore("trim_offsets");
        return new ByteLevelSplit(section.Flag("add_prefix_space"), section.FindFlag("use_regex") ?? true);
    }

    private static Metaspace ReadMetaspace(TokenizerSection section)
    {
        var (replacement, prefix, splits) = MetaspaceReader.Read(section);
        return new Metaspace(replacement, prefix, splits);
    }

    private static SplitByPattern ReadSplit(TokenizerSection section)
    {
        var (literal, pattern) = PatternReading.Read(section.Section("pattern"));
        var behavior = ReadBehavior(section);
        var inverted = section.Flag("invert");
        return literal == "" && pattern is null
            ? throw section.Invalid("pattern", "a pattern that is not empty")
            : new SplitByPattern(pattern ?? TextPattern.Literal(literal!), behavior, inverted);
    }

    private static SplitBehavior ReadBehavior(TokenizerSection section) =>
        section.Get("behavior") is { ValueKind: JsonValueKind.String } value && Enum.TryParse<SplitBehavior>(value.GetString(), out var behavior) &&
        Enum.GetName(behavior) == value.GetString()
            ? behavior
            : throw section.Invalid("behavior", string.Join(", ", Enum.GetNames<SplitBehavior>()));
}
