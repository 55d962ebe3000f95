namespace MergeBuild.Evaluation.Models;

/// <summary>A sequence whose last ids are to be scored, each given all before it.</summary>
/// <param name="Ids">The whole sequence.</param>
/// <param name="FirstScored">Index of the first id to score; at least 1, since the first id has nothing before it.</param>
public readonly record struct ScoreRequest(ReadOnlyMemory<int> Ids, int FirstScored);
