namespace MergeBuild.Merging.Recipes;

/// <summary>A row to take for a token.</summary>
/// <param name="Model">The index of the model that has the row; null for a row of zeros.</param>
/// <param name="Token">The token whose row it is there; null for the same token, or where <paramref name="Id"/> says it.</param>
/// <param name="Id">The number of the row there, where the recipe gives it.</param>
public sealed record TokenOrigin(int? Model, string? Token = null, int? Id = null)
{
    /// <summary>A row of zeros.</summary>
    public static TokenOrigin Zero { get; } = new((int?)null);
}
