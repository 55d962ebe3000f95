using System.Collections.Concurrent;
using System.Collections.Immutable;
using MergeBuild.Checkpoints.Adapters;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Adapters;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Output;
using MergeBuild.Merging.Planning;

namespace MergeBuild.Packaging;

/// <summary>The content of every parent file that a merge depends on, and the proof that it stayed the same meanwhile.</summary>
internal sealed class ParentDigests
{
    private readonly ConcurrentDictionary<string, string> _digests;
    private readonly Dictionary<string, FileStamp?> _stamps;

    private ParentDigests(ConcurrentDictionary<string, string> digests, Dictionary<string, FileStamp?> stamps)
    {
        _digests = digests;
        _stamps = stamps;
    }

    /// <summary>Full paths of all files, in order.</summary>
    public ImmutableArray<string> Paths => [.. _stamps.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Hashes the weights of all parents, their companion files and their adapters.</summary>
    public static ParentDigests Compute(MergePlan plan, ModelBuildOptions options, IProgress<MergeProgress>? progress, CancellationToken cancellation)
    {
        var paths = plan.Parents.SelectMany(FilesOf)
            .Concat(plan.Adapters.OfType<AppliedAdapter>().SelectMany(adapter => adapter.Directory.Files))
            .Select(file => file.Path).Distinct(StringComparer.Ordinal).ToArray();
        var stamps = paths.ToDictionary(path => path, FileStamp.Of, StringComparer.Ordinal);
        var meter = new ProgressMeter("Hashing parents", 0, stamps.Values.Sum(stamp => stamp?.Length ?? 0), progress);
        var digests = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        ParallelWork.For(paths.Length, options.Threads, i =>
        {
            var path = paths[i];
            using var file = options.Files.OpenRead(path);
            digests[path] = ContentDigest.Sha256(file, 0, file.Length, count => meter.Add(0, count), cancellation);
        }, cancellation);
        return new ParentDigests(digests, stamps);
    }

    /// <summary>The files of a parent with their digests, by name.</summary>
    public ImmutableArray<SnapshotFile> Of(ModelDirectory parent) => Snapshot(FilesOf(parent));

    /// <summary>The files of an adapter with their digests, by name.</summary>
    public ImmutableArray<SnapshotFile> Of(AdapterDirectory adapter) => Snapshot(adapter.Files);

    /// <summary>The digest of a shard.</summary>
    public string Of(ModelShard shard) => _digests[shard.Path];

    /// <summary>Stops the build if a file is not as it was when it was hashed.</summary>
    public void CheckUnchanged()
    {
        foreach (var (path, stamp) in _stamps)
        {
            if (FileStamp.Of(path) != stamp)
            {
                throw DiagnosticTable.FileChanged.Exception(path);
            }
        }
    }

    private ImmutableArray<SnapshotFile> Snapshot(IEnumerable<(string Name, string Path)> files) =>
        [.. files.Select(file => new SnapshotFile(file.Name, _stamps[file.Path]?.Length ?? 0, _digests[file.Path]))];

    private static IEnumerable<(string Name, string Path)> FilesOf(ModelDirectory parent) => parent.Shards
        .Select(shard => (shard.Name, shard.Path))
        .Concat(CompanionFiles.In(parent.Path).Select(name => (Name: name, Path: Path.Combine(parent.Path, name))))
        .OrderBy(file => file.Name, StringComparer.Ordinal);
}
