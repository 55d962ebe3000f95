namespace MergeBuild.Evaluation.Results;

/// <summary>Which model a result is of.</summary>
/// <param name="Name">A name for people: of the directory, or as a foreign evaluator states it.</param>
/// <param name="Digest">BLAKE3 of all files that decide what it says, in hexadecimal digits; null where it is not known.</param>
public sealed record ModelIdentity(string Name, string? Digest);
