using MergeBuild.Checkpoints.Files;
using MergeBuild.Evaluation.Running;

namespace MergeBuild.Evaluation.Gates.Projects;

/// <summary>Where the parts of a project's gate are, and how it runs.</summary>
public sealed record ProjectGateOptions
{
    /// <summary>The project's folder, in which commands run.</summary>
    public required string ProjectDirectory { get; init; }

    /// <summary>The project's name, which tells its accepted merge from that of another project.</summary>
    public required string ProjectName { get; init; }

    /// <summary>The merge.</summary>
    public required string ModelDirectory { get; init; }

    /// <summary>The folder of committed baselines.</summary>
    public required string BaselineDirectory { get; init; }

    /// <summary>The folder of results that are known.</summary>
    public required string CacheDirectory { get; init; }

    /// <summary>The models that went into the merge.</summary>
    public required IReadOnlyCollection<GateParent> Parents { get; init; }

    /// <summary>Gives the directory of a model that is a parent with its adapter applied; asked once a parent, where a suite names it.</summary>
    public required Func<GateParent, string> ApplyAdapter { get; init; }

    /// <summary>Whether the merge is also held against the one that was accepted last.</summary>
    public bool AgainstAccepted { get; init; }

    /// <summary>Whether parents that have only PyTorch files are read. Nothing in them is run.</summary>
    public bool AllowPickle { get; init; }

    /// <summary>Threads that hash, load and compute; results do not depend on it.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Told how far evaluations have come.</summary>
    public IProgress<EvaluationProgress>? Progress { get; init; }

    /// <summary>Told each line that an evaluation command writes.</summary>
    public Action<string>? OnCommandOutput { get; init; }

    /// <summary>The files to work on.</summary>
    public IFileSystem Files { get; init; } = PhysicalFileSystem.Instance;
}
