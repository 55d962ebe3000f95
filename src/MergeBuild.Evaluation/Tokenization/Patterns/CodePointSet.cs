using System.Runtime.CompilerServices;
using MergeBuild.Evaluation.Tokenization.Unicode;

namespace MergeBuild.Evaluation.Tokenization.Patterns;

/// <summary>A set of code points with membership in constant time: a rule, whose answers are kept in pages of bits.</summary>
internal sealed class CodePointSet(Func<int, bool> rule)
{
    private const int PageBits = 8;

    // Filled as code points are asked for. Two threads that fill one page write the same bits.
    private ulong[]?[]? _pages;

    /// <summary>The only member where there is one and it is known, else -1.</summary>
    public int Single { get; private init; } = -1;

    /// <summary>The set of one code point.</summary>
    public static CodePointSet Of(int codePoint) => new(other => other == codePoint) { Single = codePoint };

    /// <summary>The set of all code points.</summary>
    public static CodePointSet All { get; } = new(_ => true);

    /// <summary>Whether a code point is in the set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Contains(int codePoint)
    {
        var page = _pages?[codePoint >> PageBits] ?? Fill(codePoint >> PageBits);
        return (page[(codePoint >> 6) & 3] & (1UL << codePoint)) != 0;
    }

    /// <summary>All that is not in it.</summary>
    public CodePointSet Negated() => new(codePoint => !rule(codePoint));

    /// <summary>All that is in one of several sets.</summary>
    public static CodePointSet AnyOf(CodePointSet[] sets) =>
        sets.Length == 1 ? sets[0] : new(codePoint => Array.Exists(sets, set => set.IsMember(codePoint)));

    /// <summary>All that is in this or in the other.</summary>
    public CodePointSet Or(CodePointSet other) => AnyOf([this, other]);

    /// <summary>All that is in both.</summary>
    public CodePointSet And(CodePointSet other) => new(codePoint => rule(codePoint) && other.IsMember(codePoint));

    /// <summary>With all that differs from a member in case only (simple case folding).</summary>
    public CodePointSet WithoutCase() => new(codePoint => rule(codePoint) || CaseVariants.Of(codePoint).Any(rule));

    // Without keeping the answer: sets that others are made of are asked only while those fill a page.
    private bool IsMember(int codePoint) => rule(codePoint);

    private ulong[] Fill(int number)
    {
        var page = new ulong[4];
        for (var offset = 0; offset < 1 << PageBits; offset++)
        {
            if (rule((number << PageBits) | offset))
            {
                page[offset >> 6] |= 1UL << offset;
            }
        }

        return (_pages ??= new ulong[CodePoints.Limit >> PageBits][])[number] = page;
    }
}
