namespace MergeBuild.Evaluation.Gates;

/// <summary>What a verdict is about, by content.</summary>
/// <param name="Merged">Digest of the merge.</param>
/// <param name="Parent">Digest of the parent.</param>
/// <param name="Suite">Digest of the suite.</param>
public sealed record VerdictDigests(string? Merged, string? Parent, string? Suite);
