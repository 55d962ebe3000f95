namespace MergeBuild.Evaluation.Results;

/// <summary>Which suite a result is of.</summary>
/// <param name="Name">The file's name without its extension, or the task of a foreign evaluator.</param>
/// <param name="Kind">The kind, as in <c>docs/suites.md</c>; null for a foreign task.</param>
/// <param name="Digest">BLAKE3 of the file, or the digest that a foreign evaluator states; null where there is none.</param>
/// <param name="Count">How many examples it has, evaluated or not; null where it is not known.</param>
public sealed record SuiteIdentity(string Name, string? Kind, string? Digest, int? Count);
