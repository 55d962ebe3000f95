using System.Collections.Immutable;
using MergeBuild.Checkpoints.Hashing;
using MergeBuild.Merging.Output;
using MergeBuild.Merging.Planning;

namespace MergeBuild.Packaging;

/// <summary>A build of which all is known but the merged numbers.</summary>
/// <param name="Plan">What is merged.</param>
/// <param name="Layout">Which file each tensor goes to.</param>
/// <param name="Companions">The files besides weights.</param>
/// <param name="Parents">The content of the parents.</param>
internal sealed record PreparedBuild(
    MergePlan Plan, ShardedLayout Layout, ImmutableArray<(string Name, byte[] Content)> Companions, ParentDigests Parents)
{
    /// <summary>The names of all files of the model, the manifest excepted.</summary>
    public IEnumerable<string> FileNames => Layout.Shards.Select(shard => shard.Name).Concat(Companions.Select(file => file.Name));

    /// <summary>What a finished build publishes.</summary>
    public ModelBuildResult Result => new(
        [.. FileNames, MergeManifest.FileName],
        Plan.Recipe.ChatTemplate?.File is { } template ? Parents.Paths.Add(template) : Parents.Paths,
        Plan.Warnings);

    /// <summary>The manifest of the model with these numbers.</summary>
    /// <param name="snapshot">The content of the weights.</param>
    /// <param name="keyOf">The key of each tensor.</param>
    public byte[] Manifest(ModelSnapshot snapshot, Func<string, Blake3Digest> keyOf) => MergeManifest.Write(Plan, Parents, snapshot,
        Companions.Select(file => new SnapshotFile(file.Name, file.Content.Length, Blake3.Hash(file.Content))), keyOf);
}
