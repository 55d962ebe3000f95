using System.Collections.Immutable;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Packaging.Hub;

namespace MergeBuild.Packaging.Reproduction;

/// <summary>Where parents are looked for when a model is merged again, and how that is done; nothing here changes a byte.</summary>
public sealed record ReproductionOptions
{
    /// <summary>Where relative paths start from, and where NuGet's settings are read from.</summary>
    public required string Folder { get; init; }

    /// <summary>How the Hub is asked, where a parent came from there.</summary>
    public required Func<HubOptions> Hub { get; init; }

    /// <summary>Folders of parents, by the parent's name in the manifest. These are taken, or nothing is.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Parents { get; init; } = [];

    /// <summary>Folders of adapters, by the name of the parent that they belong to.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Adapters { get; init; } = [];

    /// <summary>Folders that have parents in folders of their names, or are parents themselves.</summary>
    public ImmutableArray<string> ParentFolders { get; init; } = [];

    /// <summary>Sources of packages: folders or addresses. None stands for those of NuGet's settings.</summary>
    public ImmutableArray<string> Feeds { get; init; } = [];

    /// <summary>NuGet's folder of unpacked packages; null for the usual one.</summary>
    public string? PackagesFolder { get; init; }

    /// <summary>Whether no feed may be asked for a package.</summary>
    public bool IsOffline { get; init; }

    /// <summary>The folder for the model, absent or empty; null to merge into a temporary one.</summary>
    public string? OutputDirectory { get; init; }

    /// <summary>Whether parents that have only PyTorch files may be read.</summary>
    public bool AllowPickle { get; init; }

    /// <summary>Threads that merge.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>The files to work on.</summary>
    public IFileSystem Files { get; init; } = PhysicalFileSystem.Instance;
}
