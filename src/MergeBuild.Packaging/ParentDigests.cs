using System.Collections.Immutable;
using MergeBuild.Checkpoints.Adapters;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Merging.Adapters;
using MergeBuild.Merging.Ledger;
using MergeBuild.Merging.Output;
using MergeBuild.Merging.Planning;

namespace MergeBuild.Packaging;

/// <summary>The files of all parents that a merge depends on, with their content.</summary>
internal sealed class ParentDigests(InputTrees trees)
{
    /// <summary>Full paths of all files, in order.</summary>
    public ImmutableArray<string> Paths => [.. trees.Paths];

    /// <summary>The content of the files.</summary>
    public InputTrees Trees => trees;

    /// <summary>Looks at the weights of all parents, their companion files and their adapters.</summary>
    public static ParentDigests Open(MergePlan plan, BlockLedger ledger, ReadingOptions options)
    {
        var adapters = plan.Adapters.OfType<AppliedAdapter>()
            .Select(adapter => adapter.Directory.Files.Select(file => Identify(file.Path, options.Files)).ToArray());
        return new ParentDigests(InputTrees.Open(
            plan.Parents.Select(parent => InputsOf(parent, options.Files)).Concat(adapters), ledger, options));
    }

    /// <summary>The files of a parent with their digests, by name.</summary>
    public ImmutableArray<SnapshotFile> Of(ModelDirectory parent) => Snapshot(FilesOf(parent));

    /// <summary>The files of an adapter with their digests, by name.</summary>
    public ImmutableArray<SnapshotFile> Of(AdapterDirectory adapter) => Snapshot(adapter.Files);

    private ImmutableArray<SnapshotFile> Snapshot(IEnumerable<(string Name, string Path)> files) =>
        [.. files.Select(file => new SnapshotFile(file.Name, trees.Of(file.Path).Length, trees.Of(file.Path).Digest))];

    // Shards as they were when their headers were read: the plan stands on those.
    private static InputFile[] InputsOf(ModelDirectory parent, IFileSystem files) =>
    [
        .. parent.Shards.Select(shard => new InputFile(shard.Path, shard.Identity)),
        .. CompanionsOf(parent).Select(file => Identify(file.Path, files)),
    ];

    private static InputFile Identify(string path, IFileSystem files)
    {
        using var file = files.OpenRead(path);
        return new InputFile(path, file.Identity);
    }

    private static IEnumerable<(string Name, string Path)> CompanionsOf(ModelDirectory parent) =>
        CompanionFiles.In(parent.Path).Select(name => (name, Path.Combine(parent.Path, name)));

    private static IEnumerable<(string Name, string Path)> FilesOf(ModelDirectory parent) => parent.Shards
        .Select(shard => (shard.Name, shard.Path))
        .Concat(CompanionsOf(parent))
        .OrderBy(file => file.Name, StringComparer.Ordinal);
}
