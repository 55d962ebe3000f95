using MergeBuild.Diagnostics;

namespace MergeBuild.Merging.Recipes;

/// <summary>A LoRA adapter that is applied to a model while it is read.</summary>
/// <param name="Path">The adapter's directory; for an adapter of the Hub that is not restored yet, its reference.</param>
/// <param name="Location">Where the user named it.</param>
public sealed record RecipeAdapter(string Path, SourceLocation? Location)
{
    /// <summary>The adapter of the Hub that it is, if it is one.</summary>
    public HubReference? Hub { get; init; }

    /// <summary>The commit of <see cref="Hub"/> that lies in <see cref="Path"/>; null before it is restored.</summary>
    public string? Commit { get; init; }
}
