namespace MergeBuild.Merging.Recipes;

/// <summary>Full paths of what a build of a project writes and keeps; null where the project has no such place.</summary>
public sealed record ProjectPlaces
{
    /// <summary>No places.</summary>
    public static ProjectPlaces None { get; } = new();

    /// <summary>The model directory.</summary>
    public string? Model { get; init; }

    /// <summary>The ledger of the last merge.</summary>
    public string? Ledger { get; init; }

    /// <summary>The folder for files between the project and the model.</summary>
    public string? Intermediate { get; init; }

    /// <summary>The lock file that pins parents of the Hub.</summary>
    public string? Lock { get; init; }

    /// <summary>The store of finished tensors that builds on this machine share.</summary>
    public string? Store { get; init; }

    /// <summary>The cache of evaluation results.</summary>
    public string? Results { get; init; }

    /// <summary>The committed baselines.</summary>
    public string? Baselines { get; init; }
}
