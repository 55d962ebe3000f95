using MergeBuild.Checkpoints.Files;
using MergeBuild.Merging.Engine;

namespace MergeBuild.Merging.Kinship;

/// <summary>How weights are compared. Nothing but <see cref="TopShare"/> changes a figure.</summary>
public sealed record KinshipOptions
{
    /// <summary>The share of a tensor's elements whose signs count most, above 0 and at most 1; ties keeps a fifth in its paper.</summary>
    public double TopShare { get; init; } = 0.2;

    /// <summary>Tensors that are read at once.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>The files to read from.</summary>
    public IFileSystem Files { get; init; } = PhysicalFileSystem.Instance;

    /// <summary>Told how far the reading has come.</summary>
    public IProgress<MergeProgress>? Progress { get; init; }

    /// <summary>Stops the reading.</summary>
    public CancellationToken Cancellation { get; init; }
}
