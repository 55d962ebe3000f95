using MergeBuild.Evaluation.Results;
using MergeBuild.Evaluation.Running;

namespace MergeBuild.Evaluation.Interference;

/// <summary>Merges and evaluates what is asked for, each variant and each result once, and counts.</summary>
internal sealed class VariantSession(IVariantModels models, EvaluatorOptions options, int mostMerges, CancellationToken cancellation)
{
    private readonly Dictionary<(string Model, string Suite), EvaluationResult> _results = [];
    private readonly HashSet<string> _merged = new(StringComparer.Ordinal);

    public InterferenceWork Work { get; private set; } = InterferenceWork.None;

    /// <summary>Whether another variant may be merged.</summary>
    public bool MayMerge => Work.Merges < mostMerges;

    /// <summary>The results of a variant on suites, in their order.</summary>
    public EvaluationResult[] Evaluate(MergeVariant variant, IReadOnlyList<InterferenceSuite> suites)
    {
        var key = "variant\n" + variant.Key;
        if (suites.Any(suite => !_results.ContainsKey((key, suite.Name))))
        {
            cancellation.ThrowIfCancellationRequested();
            using var merged = models.Merge(variant, cancellation);
            Work = Work with
            {
                Merges = Work.Merges + (_merged.Add(key) ? 1 : 0),
                BytesMerged = Work.BytesMerged + merged.BytesMerged,
                BytesReused = Work.BytesReused + merged.BytesReused,
            };
            Evaluate(key, merged.Model, suites);
        }

        return [.. suites.Select(suite => _results[(key, suite.Name)])];
    }

    /// <summary>The result of a parent as it is.</summary>
    public EvaluationResult EvaluateParent(string parent, InterferenceSuite suite)
    {
        var key = "parent\n" + parent;
        if (!_results.ContainsKey((key, suite.Name)))
        {
            cancellation.ThrowIfCancellationRequested();
            using var model = models.Open(parent, cancellation);
            Evaluate(key, model, [suite]);
        }

        return _results[(key, suite.Name)];
    }

    private void Evaluate(string key, EvaluatedModel model, IEnumerable<InterferenceSuite> suites)
    {
        foreach (var suite in suites.Where(suite => !_results.ContainsKey((key, suite.Name))))
        {
            var started = new StartedEvaluation(options.Progress);
            _results[(key, suite.Name)] = new Evaluator(options with { Progress = started }).Evaluate(model, suite.Suite, suite.Settings, cancellation);
            Work = started.HasStarted
                ? Work with { Evaluations = Work.Evaluations + 1 }
                : Work with { EvaluationsReused = Work.EvaluationsReused + 1 };
        }
    }

    // A result out of the cache reports no progress.
    private sealed class StartedEvaluation(IProgress<EvaluationProgress>? next) : IProgress<EvaluationProgress>
    {
        public bool HasStarted { get; private set; }

        public void Report(EvaluationProgress value)
        {
            HasStarted = true;
            next?.Report(value);
        }
    }
}
