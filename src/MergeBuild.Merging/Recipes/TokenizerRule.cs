using System.Collections.Immutable;
using MergeBuild.Diagnostics;

namespace MergeBuild.Merging.Recipes;

/// <summary>Which tokens the result knows, and where the rows of its embedding come from.</summary>
public sealed record TokenizerRule
{
    /// <summary>Where the vocabulary comes from.</summary>
    public TokenizerSource Source { get; init; } = TokenizerSource.Union;

    /// <summary>The index in <see cref="Recipe.Models"/> of the model that gives it, where one is named.</summary>
    public int? Model { get; init; }

    /// <summary>Tokens with a rule of their own, each once.</summary>
    public ImmutableArray<TokenRule> Tokens { get; init; } = [];

    /// <summary>The number of rows is a multiple of this.</summary>
    public int PadToMultipleOf { get; init; } = 1;

    /// <summary>Where the rule was written.</summary>
    public SourceLocation? Location { get; init; }
}
