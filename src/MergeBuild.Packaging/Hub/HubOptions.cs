using MergeBuild.Checkpoints.Files;
using MergeBuild.Merging.Engine;

namespace MergeBuild.Packaging.Hub;

/// <summary>How models are fetched; nothing here changes a byte of them.</summary>
public sealed record HubOptions
{
    /// <summary>Where the Hub and its cache are.</summary>
    public required HubSettings Settings { get; init; }

    /// <summary>Gets bytes, rate and time left while files are fetched. Several threads report.</summary>
    public IProgress<MergeProgress>? Progress { get; init; }

    /// <summary>Files that are fetched at the same time.</summary>
    public int ParallelFiles { get; init; } = 4;

    /// <summary>The files to work on.</summary>
    public IFileSystem Files { get; init; } = PhysicalFileSystem.Instance;

    /// <summary>How failed requests are made again.</summary>
    internal HubRetry Retry { get; init; } = HubRetry.Default;

    /// <summary>The longest time without a byte before a connection counts as cut.</summary>
    internal TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The free bytes of the disk that a folder lies on.</summary>
    internal Func<string, long> FreeSpace { get; init; } = directory => new DriveInfo(directory).AvailableFreeSpace;
}
