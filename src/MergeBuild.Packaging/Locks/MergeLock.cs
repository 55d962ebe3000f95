using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MergeBuild.Merging.Recipes;

namespace MergeBuild.Packaging.Locks;

/// <summary>What a project's parents were resolved to: <c>merge.lock.json</c>, to be committed beside the project.</summary>
/// <param name="Parents">Parents of the Hub, one for each reference.</param>
public sealed record MergeLock(ImmutableArray<LockedParent> Parents)
{
    /// <summary>The file's usual name.</summary>
    public const string FileName = "merge.lock.json";

    /// <summary>A lock of nothing.</summary>
    public static MergeLock Empty { get; } = new([]);

    /// <summary>Entries of kinds that this version does not resolve; they are kept as they are.</summary>
    internal ImmutableArray<JsonObject> Others { get; init; } = [];

    /// <summary>The entry of a reference, or null.</summary>
    public LockedParent? Find(HubReference reference) => Parents.FirstOrDefault(parent => parent.Reference == reference);
}
