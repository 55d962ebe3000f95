using MergeBuild.Diagnostics;

namespace MergeBuild.Packaging;

/// <summary>A model or adapter that goes into a merge and was not made by it.</summary>
/// <param name="Name">The name in the project.</param>
/// <param name="Role"><c>base</c>, <c>expert</c> or <c>adapter</c>.</param>
/// <param name="Directory">Its folder.</param>
/// <param name="Location">Where the user listed it.</param>
public sealed record ParentModel(string Name, string Role, string Directory, SourceLocation? Location)
{
    /// <summary>The role of a LoRA adapter.</summary>
    public const string AdapterRole = "adapter";

    /// <summary>The licence that the project states, which stands above the parent's own card.</summary>
    public string? StatedLicense { get; init; }

    /// <summary>The snapshot of the Hub's cache that the folder is, if it is one.</summary>
    public CachedHubModel? Snapshot => CachedHubModel.Of(Directory);
}
