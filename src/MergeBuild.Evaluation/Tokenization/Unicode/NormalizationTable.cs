using System.Collections.Frozen;

namespace MergeBuild.Evaluation.Tokenization.Unicode;

/// <summary>
/// Full decompositions and compositions, derived from <see cref="UnicodeTables"/>, with the arithmetic of Hangul
/// (The Unicode Standard, section 3.12).
/// </summary>
internal sealed class NormalizationTable
{
    private const int HangulBase = 0xAC00;
    private const int LeadBase = 0x1100;
    private const int VowelBase = 0x1161;
    private const int TailBase = 0x11A7;
    private const int LeadCount = 19;
    private const int VowelCount = 21;
    private const int TailCount = 28;
    private const int HangulCount = LeadCount * VowelCount * TailCount;

    private static readonly Lazy<NormalizationTable> Derived = new(() => new NormalizationTable(UnicodeTables.Instance));

    private readonly FrozenDictionary<int, int[]> _canonical;
    private readonly FrozenDictionary<int, int[]> _compatibility;
    private readonly FrozenDictionary<long, int> _compositions;
    private readonly byte[] _classes;

    private NormalizationTable(UnicodeTables tables)
    {
        _classes = tables.CombiningClasses;
        _canonical = tables.Decompositions.Where(entry => !entry.Value.IsCompatibility)
            .ToFrozenDictionary(entry => entry.Key, entry => Expand(tables, entry.Key, compatibility: false).ToArray());
        _compatibility = tables.Decompositions.ToFrozenDictionary(entry => entry.Key, entry => Expand(tables, entry.Key, compatibility: true).ToArray());
        _compositions = tables.Decompositions.Where(entry => entry.Value.Composes)
            .ToFrozenDictionary(entry => Pair(entry.Value.Parts[0], entry.Value.Parts[1]), entry => entry.Key);
        Seconds = [.. _compositions.Keys.Select(pair => (int)(pair & 0x1FFFFF)).Distinct()];
    }

    /// <summary>The table, derived at the first use.</summary>
    public static NormalizationTable Instance => Derived.Value;

    /// <summary>Code points that may join one before them (Hangul vowels and tails apart).</summary>
    public FrozenSet<int> Seconds { get; }

    /// <summary>The canonical combining class.</summary>
    public int ClassOf(int codePoint) => _classes[codePoint];

    /// <summary>Appends the full decomposition of a code point.</summary>
    public void Decompose(int codePoint, bool compatibility, List<int> output)
    {
        var syllable = codePoint - HangulBase;
        if ((uint)syllable < HangulCount)
        {
            output.Add(LeadBase + syllable / (VowelCount * TailCount));
            output.Add(VowelBase + syllable % (VowelCount * TailCount) / TailCount);
            if (syllable % TailCount != 0)
            {
                output.Add(TailBase + syllable % TailCount);
            }
        }
        else if ((compatibility ? _compatibility : _canonical).TryGetValue(codePoint, out var parts))
        {
            output.AddRange(parts);
        }
        else
        {
            output.Add(codePoint);
        }
    }

    /// <summary>Whether a code point is its own decomposition.</summary>
    public bool IsAtomic(int codePoint, bool compatibility) =>
        (uint)(codePoint - HangulBase) >= HangulCount && !(compatibility ? _compatibility : _canonical).ContainsKey(codePoint);

    /// <summary>Whether composition gives a code point back after it was decomposed.</summary>
    public bool Recomposes(int codePoint, bool compatibility) => (uint)(codePoint - HangulBase) < HangulCount ||
        (UnicodeTables.Instance.Decompositions.TryGetValue(codePoint, out var decomposition) && decomposition.Composes &&
            (!compatibility || _compatibility[codePoint].AsSpan().SequenceEqual(_canonical[codePoint])));

    /// <summary>The composition of two code points, or -1.</summary>
    public int Compose(int first, int second)
    {
        if ((uint)(first - LeadBase) < LeadCount && (uint)(second - VowelBase) < VowelCount)
        {
            return HangulBase + ((first - LeadBase) * VowelCount + second - VowelBase) * TailCount;
        }

        if ((uint)(first - HangulBase) < HangulCount && (first - HangulBase) % TailCount == 0 &&
            second is > TailBase and < TailBase + TailCount)
        {
            return first + second - TailBase;
        }

        return _compositions.TryGetValue(Pair(first, second), out var composed) ? composed : -1;
    }

    /// <summary>Whether a code point is a Hangul vowel or tail, which joins the syllable before it.</summary>
    public static bool IsHangulSecond(int codePoint) =>
        (uint)(codePoint - VowelBase) < VowelCount || codePoint is > TailBase and < TailBase + TailCount;

    private static long Pair(int first, int second) => ((long)first << 21) | (uint)second;

    private static IEnumerable<int> Expand(UnicodeTables tables, int codePoint, bool compatibility) =>
        tables.Decompositions.TryGetValue(codePoint, out var decomposition) && (compatibility || !decomposition.IsCompatibility)
            ? decomposition.Parts.SelectMany(part => Expand(tables, part, compatibility))
            : [codePoint];
}
