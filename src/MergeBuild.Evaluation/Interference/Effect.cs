using MergeBuild.Evaluation.Statistics;

namespace MergeBuild.Evaluation.Interference;

/// <summary>What leaving something out of a merge does to a suite.</summary>
/// <param name="With">The score of the merge that has it.</param>
/// <param name="Without">The score of the merge that does not.</param>
/// <param name="Difference">
/// With less without, turned so that more is better: above 0 what was left out helps the suite, below 0 it costs.
/// </param>
public sealed record Effect(double With, double Without, DifferenceEstimate Difference);
