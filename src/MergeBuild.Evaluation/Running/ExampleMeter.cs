using System.Diagnostics;

namespace MergeBuild.Evaluation.Running;

/// <summary>Counts finished examples and reports them.</summary>
internal sealed class ExampleMeter
{
    private readonly IProgress<EvaluationProgress>? _progress;
    private readonly long _start = Stopwatch.GetTimestamp();
    private EvaluationProgress _state;

    public ExampleMeter(EvaluationPlan plan, PreparedExample[] prepared, IProgress<EvaluationProgress>? progress)
    {
        var resumed = plan.Examples.Length - prepared.Length;
        _progress = progress;
        _state = new EvaluationProgress(
            plan.SuiteIdentity.Name, resumed, plan.Examples.Length, resumed, 0, prepared.Sum(example => (long)example.Length), TimeSpan.Zero);
    }

    public void Add(PreparedExample[] batch)
    {
        _state = _state with
        {
            Done = _state.Done + batch.Length,
            TokensDone = _state.TokensDone + batch.Sum(example => (long)example.Length),
            Elapsed = Stopwatch.GetElapsedTime(_start),
        };
        _progress?.Report(_state);
    }
}
