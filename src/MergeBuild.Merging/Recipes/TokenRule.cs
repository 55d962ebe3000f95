using MergeBuild.Diagnostics;

namespace MergeBuild.Merging.Recipes;

/// <summary>What a recipe says of one token.</summary>
/// <param name="Token">The token as the vocabulary has it.</param>
/// <param name="Origin">The row for models that lack the token; null for the row that they get without a rule.</param>
/// <param name="IsForced">Whether models that have the token get that row too.</param>
/// <param name="Location">Where it was written.</param>
public sealed record TokenRule(string Token, TokenOrigin? Origin, bool IsForced, SourceLocation? Location);
