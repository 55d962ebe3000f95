using System.Collections.Immutable;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Models;

namespace MergeBuild.Packaging.Provenance;

/// <summary>The files of a parent that a merge depends on.</summary>
internal static class ParentFiles
{
    /// <summary>Names and paths, by name.</summary>
    public static ImmutableArray<(string Name, string Path)> Of(ParentModel parent, IFileSystem files) => parent.Role == ParentModel.AdapterRole
        ? [.. Directory.EnumerateFiles(parent.Directory, "adapter_*")
            .Where(path => Path.GetExtension(path) is ".json" or ".safetensors")
            .Select(path => (Path.GetFileName(path), ShardPath.Resolve(parent.Directory, Path.GetFileName(path))))
            .OrderBy(file => file.Item1, StringComparer.Ordinal)]
        // What is listed is what a merge has read, PyTorch files only if it was allowed to.
        : [.. ModelDirectory.Open(parent.Directory, files, allowPickle: true).Shards.Select(shard => (shard.Name, shard.Path))
            .Concat(CompanionFiles.In(parent.Directory).Select(name => (name, ShardPath.Resolve(parent.Directory, name))))
            .OrderBy(file => file.Item1, StringComparer.Ordinal)];
}
