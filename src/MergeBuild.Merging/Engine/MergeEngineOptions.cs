using MergeBuild.Checkpoints.Files;

namespace MergeBuild.Merging.Engine;

/// <summary>How the engine works; nothing here changes a byte of the result.</summary>
public sealed record MergeEngineOptions
{
    /// <summary>The usual <see cref="BlockLength"/>.</summary>
    public const int DefaultBlockLength = 2 * Tiling.DefaultUnitLength;

    /// <summary>Threads that merge.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>
    /// Elements in a block, rounded down to whole units, at least one. Each thread holds two blocks of every operand, and
    /// blocks are what a later build merges again or takes over: their keys depend on it, their bytes do not.
    /// </summary>
    public int BlockLength { get; init; } = DefaultBlockLength;

    /// <summary>The files to read from.</summary>
    public IFileSystem Files { get; init; } = PhysicalFileSystem.Instance;
}
