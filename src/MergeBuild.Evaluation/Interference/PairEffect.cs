namespace MergeBuild.Evaluation.Interference;

/// <summary>
/// The interference of one expert with another, P(merge of both) − P(the first alone), on a suite of the first; not symmetric.
/// </summary>
/// <param name="First">The expert whose skill the suite measures.</param>
/// <param name="Second">The expert that it is merged with.</param>
/// <param name="Suite">The suite.</param>
/// <param name="Effect">With is the merge of both, without the first expert itself: below 0 the second harms the first.</param>
public sealed record PairEffect(string First, string Second, string Suite, Effect Effect);
