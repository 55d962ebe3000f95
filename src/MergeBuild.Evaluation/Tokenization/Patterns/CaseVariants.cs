using MergeBuild.Evaluation.Tokenization.Unicode;

namespace MergeBuild.Evaluation.Tokenization.Patterns;

/// <summary>Code points that differ in case only.</summary>
internal static class CaseVariants
{
    private static readonly Lazy<ILookup<int, int>> ByFolded = new(() =>
        UnicodeTables.Instance.CaseFolding.ToLookup(entry => entry.Value, entry => entry.Key));

    /// <summary>The others that fold to what a code point folds to.</summary>
    public static IEnumerable<int> Of(int codePoint)
    {
        var folded = UnicodeTables.Instance.CaseFolding.GetValueOrDefault(codePoint, codePoint);
        return ByFolded.Value[folded].Append(folded).Where(other => other != codePoint);
    }
}
