using MergeBuild.Evaluation.Results;

namespace MergeBuild.Evaluation.Gates.Sums;

/// <summary>Which metrics are functions of which sums.</summary>
internal static class MetricSumsCatalog
{
    private const int PositiveClass = 1;

    /// <summary>The sums of a metric that is not the mean of its examples' values; null for one that is, or that is unknown.</summary>
    public static IMetricSums? Find(string metric, IReadOnlyList<ExampleResult> examples) => metric switch
    {
        "perplexity" => new PerplexitySums(example => example.Tokens, inBits: false),
        "word_perplexity" => new PerplexitySums(example => example.Words, inBits: false),
        "byte_perplexity" => new PerplexitySums(example => example.Bytes, inBits: false),
        "bits_per_byte" => new PerplexitySums(example => example.Bytes, inBits: true),
        "ece" => new CalibrationSums(),
        "f1_macro" => new ClassSums(Classes(examples), null),
        "f1_binary" => new ClassSums(Classes(examples), PositiveClass),
        _ => null,
    };

    private static int Classes(IReadOnlyList<ExampleResult> examples) => Math.Max(2, examples.Max(example => example.LogProbabilities.Length));
}
