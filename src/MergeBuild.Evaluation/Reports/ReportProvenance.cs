using System.Collections.Immutable;

namespace MergeBuild.Evaluation.Reports;

/// <summary>What a merge was made of.</summary>
/// <param name="Method">The merge method.</param>
/// <param name="Parameters">Parameters of the whole merge, in the order in which they are shown.</param>
/// <param name="Parents">The base first, where there is one.</param>
public sealed record ReportProvenance(
    string Method, ImmutableArray<KeyValuePair<string, string>> Parameters, ImmutableArray<ParentProvenance> Parents);

/// <summary>A parent of a merge.</summary>
/// <param name="Name">Its name in the project.</param>
/// <param name="Role">What it is to the merge: <c>base</c> or <c>expert</c>.</param>
/// <param name="Digest">BLAKE3 of its weights; null where it is not known.</param>
/// <param name="Parameters">Its own parameters, such as its weight.</param>
/// <param name="License">The licence it states; null where it states none.</param>
public sealed record ParentProvenance(
    string Name, string Role, string? Digest, ImmutableArray<KeyValuePair<string, string>> Parameters, string? License);
