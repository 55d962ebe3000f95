using System.Collections.Immutable;
using MergeBuild.Evaluation.Results;
using MergeBuild.Evaluation.Suites;

namespace MergeBuild.Evaluation.Metrics;

/// <summary>
/// exp(−Σ ln p / Σ units) over all texts of a suite, the unit being a token, a word or a byte; Jelinek et al., "Perplexity"
/// (1977). Models of different tokenizers can be compared by words and bytes alone. The standard error is that of the ratio
/// of two sums over texts, by linearisation (Cochran, "Sampling Techniques", section 2.11).
/// </summary>
internal sealed class Perplexity(string name, Func<ExampleResult, int?> units, bool inBits = false) : IMetric
{
    /// <summary><c>perplexity</c>: per token.</summary>
    public static Perplexity PerToken { get; } = new("perplexity", example => example.Tokens);

    /// <summary><c>word_perplexity</c>: per word, divided by white space.</summary>
    public static Perplexity PerWord { get; } = new("word_perplexity", example => example.Words);

    /// <summary><c>byte_perplexity</c>: per byte of UTF-8.</summary>
    public static Perplexity PerByte { get; } = new("byte_perplexity", example => example.Bytes);

    /// <summary><c>bits_per_byte</c>: the logarithm to base 2 of <c>byte_perplexity</c>.</summary>
    public static Perplexity BitsPerByte { get; } = new("bits_per_byte", example => example.Bytes, inBits: true);

    public string Name => name;

    public bool? HigherIsBetter => false;

    public ImmutableArray<SuiteKind> Kinds => [SuiteKind.Perplexity];

    public double? ValueOf(ExampleEvidence evidence) => null;

    public MetricResult Summarize(IReadOnlyList<ExampleResult> examples)
    {
        var texts = examples.Where(example => example.LogProbability is not null && units(example) is not null)
            .Select(example => (Nats: -example.LogProbability!.Value, Units: units(example)!.Value)).ToArray();
        var (nats, count) = (texts.Sum(text => text.Nats), texts.Sum(text => (double)text.Units));
        var rate = nats / count;
        var squares = texts.Sum(text => Math.Pow(text.Nats - (rate * text.Units), 2));
        var error = Math.Sqrt(squares * texts.Length / (texts.Length - 1.0)) / count;
        return new MetricResult
        {
            Name = Name,
            Value = count == 0 ? null : inBits ? rate / Math.Log(2) : Math.Exp(rate),
            StandardError = count == 0 || texts.Length < 2 ? null : inBits ? error / Math.Log(2) : Math.Exp(rate) * error,
            Count = texts.Length,
            HigherIsBetter = false,
        };
    }
}
