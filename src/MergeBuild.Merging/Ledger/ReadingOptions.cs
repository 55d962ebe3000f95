using System.Collections.Immutable;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Store;

namespace MergeBuild.Merging.Ledger;

/// <summary>How the files that decide a result are looked at.</summary>
public sealed record ReadingOptions
{
    /// <summary>The files to read from.</summary>
    public IFileSystem Files { get; init; } = PhysicalFileSystem.Instance;

    /// <summary>Threads that read and hash.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>How much of what looks unchanged is read.</summary>
    public ContentVerification Verification { get; init; }

    /// <summary>Where other builds' trees and tensors are looked for. Looking up needs all content before the first block is merged.</summary>
    public MergeStore? Store { get; init; }

    /// <summary>Files by path whose content is known from another reading; not read again while their identity is the same.</summary>
    public ImmutableDictionary<string, LedgerFile> Known { get; init; } = ImmutableDictionary<string, LedgerFile>.Empty;

    /// <summary>When the build began, as <see cref="FileIdentity.Now"/> tells it: what was written since may be written again unnoticed.</summary>
    public long Started { get; init; } = FileIdentity.Now;

    /// <summary>Told how far the reading has come.</summary>
    public IProgress<MergeProgress>? Progress { get; init; }

    /// <summary>Stops the reading.</summary>
    public CancellationToken Cancellation { get; init; }

    // Another place in every build, so that the samples of some builds together see more of a file.
    internal double SampleShift => Started / 1_000_000 % 1000 / 1000.0;
}
