using MergeBuild.Checkpoints.Files;

namespace MergeBuild.Evaluation.Models;

/// <summary>How a model is loaded and run; nothing here changes a result.</summary>
public sealed record InferenceOptions
{
    /// <summary>Threads that load and compute; at least 1.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Where files are read from.</summary>
    public IFileSystem Files { get; init; } = PhysicalFileSystem.Instance;
}
