using MergeBuild.Evaluation.Results;

namespace MergeBuild.Evaluation.Running;

/// <summary>What changes how fast an evaluation runs, and not what it gives.</summary>
public sealed record EvaluatorOptions
{
    /// <summary>How many sequences the model gets at once; at least 1.</summary>
    public int BatchSize { get; init; } = 16;

    /// <summary>Where results and unfinished evaluations are kept; null keeps none.</summary>
    public ResultCache? Cache { get; init; }

    /// <summary>Told after each batch.</summary>
    public IProgress<EvaluationProgress>? Progress { get; init; }
}
