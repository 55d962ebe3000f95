using System.Diagnostics;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Metrics;
using MergeBuild.Evaluation.Results;
using MergeBuild.Evaluation.Suites;

namespace MergeBuild.Evaluation.Running;

/// <summary>
/// Puts suites to a model. A result does not depend on the batches, on threads, or on whether an earlier run was
/// interrupted; one that is in the cache is not computed again.
/// </summary>
public sealed class Evaluator(EvaluatorOptions options)
{
    /// <summary>Evaluates a model on a suite.</summary>
    /// <exception cref="MergeBuildException">MB412x: settings do not fit the suite. MB413x: an example does not fit the model.</exception>
    /// <exception cref="OperationCanceledException">The evaluation was cancelled; with a cache, the next one goes on from there.</exception>
    public EvaluationResult Evaluate(EvaluatedModel model, EvaluationSuite suite, SuiteSettings settings, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(suite);
        ArgumentNullException.ThrowIfNull(settings);
        var plan = EvaluationPlan.Create(suite, settings);
        if (options.Cache is not { } cache || model.Identity.Digest is not { } digest)
        {
            return Assemble(model, plan, Run(model.Loaded, plan, [], null, cancellation));
        }

        var key = new ResultKey(digest, suite.Digest.ToString(), plan.Settings.Digest.ToString());
        if (cache.Find(key) is { } known)
        {
            // Two models or suites of equal content may have different names.
            return known with { Model = model.Identity, Suite = plan.SuiteIdentity };
        }

        var loaded = model.Loaded;
        var done = ExampleJournal.Read(cache, key);
        EvaluationResult result;
        using (var journal = ExampleJournal.Open(cache, key))
        {
            result = Assemble(model, plan, Run(loaded, plan, done, journal, cancellation));
        }

        cache.Store(key, result);
        return result;
    }

    private Dictionary<string, ExampleResult> Run(
        LoadedModel model, EvaluationPlan plan, Dictionary<string, ExampleResult> done, ExampleJournal? journal, CancellationToken cancellation)
    {
        var runner = ExampleRunners.For(model, plan, options.BatchSize);
        var prepared = plan.Examples.Where(example => !done.ContainsKey(example.Id)).Select(runner.Prepare)

            // The longest first: what does not fit into memory fails at once, and the last batches are short.
            .OrderByDescending(example => example.Length).ThenBy(example => example.Example.Line).ToArray();
        var meter = new ExampleMeter(plan, prepared, options.Progress);
        foreach (var batch in prepared.Chunk(Math.Max(1, options.BatchSize)))
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var evidence in runner.Run(batch, cancellation))
            {
                var example = plan.Measure(evidence);
                done[example.Id] = example;
                journal?.Add(example);
            }

            meter.Add(batch);
        }

        return done;
    }

    private static EvaluationResult Assemble(EvaluatedModel model, EvaluationPlan plan, Dictionary<string, ExampleResult> done)
    {
        ExampleResult[] examples = [.. plan.Examples.Select(example => done[example.Id])];
        return new EvaluationResult
        {
            Evaluator = EvaluationResult.ThisEvaluator,
            Model = model.Identity,
            Suite = plan.SuiteIdentity,
            Settings = SuiteSettingsJson.Write(plan.Settings),
            Metrics = [.. plan.Metrics.Select(metric => metric.Summarize(examples))],
            Calibration = plan.Metrics.Any(metric => metric is CalibrationError) ? CalibrationError.Bins(examples) : [],
            Examples = [.. examples],
        };
    }
}
