using System.Collections.Immutable;
using System.Globalization;

namespace MergeBuild.Evaluation.Interference;

/// <summary>A merge of which some parents are left out, everywhere or of some tensors; all weights stay as they are.</summary>
/// <param name="Name">For people: <c>the merge</c>, <c>without math</c>, <c>without math in mlp</c>.</param>
/// <param name="Omissions">What is left out; nothing for the merge itself.</param>
public sealed record MergeVariant(string Name, ImmutableArray<VariantOmission> Omissions)
{
    /// <summary>The merge itself.</summary>
    public static MergeVariant Whole { get; } = new("the merge", []);

    /// <summary>What decides the variant: two of the same key are the same merge. Names have their length before them, so that none passes for two.</summary>
    internal string Key => string.Concat(Omissions.OrderBy(omission => omission.Parent, StringComparer.Ordinal)
        .Select(omission => Counted(omission.Parent) + (omission.Tensors is null ? "*" : string.Concat(omission.Tensors.Select(Counted))) + ";"));

    /// <summary>The merge without a parent.</summary>
    public static MergeVariant Without(string parent) => new($"without {parent}", [new VariantOmission(parent, null)]);

    /// <summary>The merge without a parent in some tensors.</summary>
    public static MergeVariant Without(string parent, string where, IEnumerable<string> tensors) =>
        new($"without {parent} in {where}", [new VariantOmission(parent, tensors.ToImmutableSortedSet(StringComparer.Ordinal))]);

    /// <summary>The merge of some parents alone.</summary>
    /// <param name="kept">Those that stay.</param>
    /// <param name="all">All parents but the base, which every variant has.</param>
    public static MergeVariant Of(IReadOnlyCollection<string> kept, IEnumerable<string> all) =>
        new($"{string.Join(" and ", kept)} alone", [.. all.Except(kept, StringComparer.Ordinal).Select(parent => new VariantOmission(parent, null))]);

    private static string Counted(string name) => string.Create(CultureInfo.InvariantCulture, $"{name.Length}:{name}");
}
