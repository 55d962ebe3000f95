namespace MergeBuild.Evaluation.Models;

/// <summary>What a model says of the scored ids of a sequence.</summary>
/// <param name="LogProbabilities">The natural logarithm of each scored id's probability.</param>
/// <param name="IsMostLikely">For each scored id, whether it is the most likely one (the lowest id where several are).</param>
public sealed record SequenceScores(float[] LogProbabilities, bool[] IsMostLikely);
