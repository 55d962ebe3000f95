namespace MergeBuild.Evaluation.Interference;

/// <summary>The effect of a parent on a suite: one cell of the interference matrix.</summary>
/// <param name="Parent">The parent that is left out.</param>
/// <param name="Suite">The suite.</param>
/// <param name="Effect">What that does.</param>
public sealed record ParentEffect(string Parent, string Suite, Effect Effect);
