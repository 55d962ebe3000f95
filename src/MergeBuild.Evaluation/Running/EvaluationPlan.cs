using System.Collections.Immutable;
using MergeBuild.Evaluation.Metrics;
using MergeBuild.Evaluation.Results;
using MergeBuild.Evaluation.Suites;

namespace MergeBuild.Evaluation.Running;

/// <summary>What is evaluated and how, before any model is looked at.</summary>
internal sealed class EvaluationPlan
{
    private readonly AnswerComparison _comparison;
    private readonly RefusalPatterns _refusals;

    private EvaluationPlan(EvaluationSuite suite, SuiteSettings settings, FewShotExamples fewShot)
    {
        Suite = suite;
        Settings = settings;
        FewShot = fewShot;
        Examples = SuiteChoice.Evaluated(suite, settings);
        Metrics = MetricCatalog.For(suite, settings);
        _comparison = new AnswerComparison(settings);
        _refusals = new RefusalPatterns(settings);
    }

    public EvaluationSuite Suite { get; }

    /// <summary>The settings with nothing left to be inferred; a file of few-shot examples is named by its digest.</summary>
    public SuiteSettings Settings { get; }

    public FewShotExamples FewShot { get; }

    public ImmutableArray<SuiteExample> Examples { get; }

    public ImmutableArray<IMetric> Metrics { get; }

    public SuiteIdentity SuiteIdentity => new(Suite.Name, Suite.Kind.Name(), Suite.Digest.ToString(), Suite.Examples.Length);

    public static EvaluationPlan Create(EvaluationSuite suite, SuiteSettings settings)
    {
        var resolved = SettingsCheck.Resolve(suite, settings);
        var fewShot = FewShotExamples.Of(suite, resolved);
        return new EvaluationPlan(suite, resolved with { FewShotFile = fewShot.FileIdentity }, fewShot);
    }

    /// <summary>Evidence of an example, before the model has been asked.</summary>
    public ExampleEvidence Evidence(SuiteExample example) => new()
    {
        Result = new ExampleResult
        {
            Id = example.Id, Digest = ExampleDigest.Of(example), Cluster = example.Cluster, Tags = example.Tags,
        },
        Comparison = _comparison,
        Refusals = _refusals,
    };

    /// <summary>The result of an example, with the values of all metrics.</summary>
    public ExampleResult Measure(ExampleEvidence evidence)
    {
        var extracted = evidence.Result.Output is { } output ? evidence.Comparison.Extract(output) : null;
        var found = evidence with { Result = evidence.Result with { Extracted = extracted } };
        return found.Result with
        {
            Values = Metrics.Select(metric => (metric.Name, Value: metric.ValueOf(found)))
                .Where(value => value.Value is not null)
                .ToImmutableSortedDictionary(value => value.Name, value => value.Value!.Value, StringComparer.Ordinal),
        };
    }
}
