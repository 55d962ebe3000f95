using MergeBuild.Checkpoints.Files;

namespace MergeBuild.Merging.Engine;

/// <summary>How the engine works; nothing here changes a byte of the result.</summary>
public sealed record MergeEngineOptions
{
    /// <summary>Threads that merge.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>
    /// Elements in a block, rounded down to whole units, at least one. Each thread holds a block of every operand.
    /// </summary>
    public int BlockLength { get; init; } = 2 * Tiling.DefaultUnitLength;

    /// <summary>The files to read from.</summary>
    public IFileSystem Files { get; init; } = PhysicalFileSystem.Instance;
}
