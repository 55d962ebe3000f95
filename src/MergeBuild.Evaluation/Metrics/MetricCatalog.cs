using System.Collections.Immutable;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Suites;

namespace MergeBuild.Evaluation.Metrics;

/// <summary>All metrics, and those that a suite is measured by.</summary>
internal static class MetricCatalog
{
    /// <summary>Every metric, by name.</summary>
    public static ImmutableSortedDictionary<string, IMetric> All { get; } = new IMetric[]
    {
        new ExactMatch(), new AnswerLogProbability(), new AnswerF1(), new RougeL(), new RefusalRate(), new Accuracy(), new NormalizedAccuracy(),
        new BrierScore(), new CalibrationError(), new MacroF1(), new BinaryF1(),
        Perplexity.PerToken, Perplexity.PerWord, Perplexity.PerByte, Perplexity.BitsPerByte,
    }.ToImmutableSortedDictionary(metric => metric.Name, metric => metric, StringComparer.Ordinal);

    /// <summary>The metrics of a suite, in alphabetical order.</summary>
    /// <exception cref="MergeBuildException">MB4123 or MB4124: the settings name one that is unknown, or not for this suite.</exception>
    public static ImmutableArray<IMetric> For(EvaluationSuite suite, SuiteSettings settings)
    {
        var names = settings.Metrics.IsEmpty ? Standard(suite) : settings.Metrics;
        return [.. names.Distinct().Order(StringComparer.Ordinal).Select(name => Find(name, suite))];
    }

    private static ImmutableArray<string> Standard(EvaluationSuite suite) => suite.Kind switch
    {
        SuiteKind.Generation when !HasAnswers(suite) => ["refusal_rate"],
        SuiteKind.Generation => ["answer_logprob", "exact_match"],
        SuiteKind.MultipleChoice => ["acc", "acc_norm", "brier", "ece"],
        SuiteKind.Perplexity => ["bits_per_byte", "byte_perplexity", "perplexity", "word_perplexity"],
        _ => ["acc", "brier", "ece", "f1_macro"],
    };

    private static IMetric Find(string name, EvaluationSuite suite)
    {
        if (!All.TryGetValue(name, out var metric))
        {
            throw DiagnosticTable.MetricUnknown.Exception(name, Suggestion.For(name, All.Keys));
        }

        return !metric.Kinds.Contains(suite.Kind) ? throw DiagnosticTable.MetricNotForSuite.Exception(name, suite.Path, $"it is one of {suite.Kind.Name()}")
            : metric.NeedsAnswers && !HasAnswers(suite) ? throw DiagnosticTable.MetricNotForSuite.Exception(name, suite.Path, "not all its examples have answers")
            : metric;
    }

    private static bool HasAnswers(EvaluationSuite suite) => suite.Examples.All(example => example is not GenerationExample { Answers.IsEmpty: true });
}
