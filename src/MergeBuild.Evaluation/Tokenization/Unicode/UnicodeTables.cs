using System.Collections.Frozen;
using System.Globalization;

namespace MergeBuild.Evaluation.Tokenization.Unicode;

/// <summary>
/// The Unicode character database (version 14.0, https://www.unicode.org/versions/Unicode14.0.0/) as far as tokenizers
/// need it: the same on every machine and runtime, with or without ICU. Made by <c>eng/unicode/generate.py</c>.
/// </summary>
internal sealed class UnicodeTables
{
    private static readonly Lazy<UnicodeTables> Loaded = new(() => new UnicodeTables(TableReader.Open()));

    private readonly byte[] _categories;

    private UnicodeTables(TableReader reader)
    {
        _categories = reader.Runs();
        CombiningClasses = reader.Runs();
        Decompositions = reader.Entries(entry => new Decomposition(entry.Number(), entry.Numbers(entry.Number())))
            .ToFrozenDictionary(entry => entry.CodePoint, entry => entry.Value);
        LowerCase = reader.Entries(entry => entry.Numbers(entry.Number())).ToFrozenDictionary(entry => entry.CodePoint, entry => entry.Value);
        CaseFolding = reader.Entries(entry => entry.Number()).ToFrozenDictionary(entry => entry.CodePoint, entry => entry.Value);
        var properties = new Dictionary<string, (int Start, int Length)[]>(StringComparer.OrdinalIgnoreCase);
        for (var count = reader.Number(); count > 0; count--)
        {
            properties.Add(reader.Letters(reader.Number()), [.. reader.Entries(entry => entry.Number())]);
        }

        Properties = properties.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The tables, read at the first use.</summary>
    public static UnicodeTables Instance => Loaded.Value;

    /// <summary>The canonical combining class of each code point.</summary>
    public byte[] CombiningClasses { get; }

    /// <summary>What code points decompose into, one level; Hangul syllables, which decompose by arithmetic, are not in it.</summary>
    public FrozenDictionary<int, Decomposition> Decompositions { get; }

    /// <summary>The full lower-case mapping, without conditions: one or more code points.</summary>
    public FrozenDictionary<int, int[]> LowerCase { get; }

    /// <summary>Simple case folding.</summary>
    public FrozenDictionary<int, int> CaseFolding { get; }

    /// <summary>Ranges of scripts, and of the properties Alphabetic, Lowercase and Uppercase.</summary>
    public FrozenDictionary<string, (int Start, int Length)[]> Properties { get; }

    /// <summary>The general category.</summary>
    public UnicodeCategory CategoryOf(int codePoint) => (UnicodeCategory)_categories[codePoint];
}
