using System.Collections.Immutable;

namespace MergeBuild.Merging.Kinship;

/// <summary>What figures of weights suggest.</summary>
/// <param name="Models">The experts that it is about.</param>
/// <param name="Text">A finding with its figures, and what may help.</param>
/// <param name="Source">Where the rule of thumb comes from.</param>
public sealed record KinshipSuggestion(ImmutableArray<string> Models, string Text, string Source);
