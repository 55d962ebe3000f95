namespace MergeBuild.Evaluation.Statistics;

/// <summary>
/// A retention, how sure it is, and how it compares with a threshold. Each bound holds with the confidence by itself: at 95 %,
/// both together are the two-sided interval of 90 %, and "the upper bound lies below the threshold" is a one-sided test of 5 %.
/// </summary>
public sealed record RetentionEstimate
{
    /// <summary>The statistical method, for people, such as <c>paired Fieller</c>.</summary>
    public required string Method { get; init; }

    /// <summary>Score of the merge over score of the parent, inverted where less is better; 1 is as good as the parent.</summary>
    public required double Retention { get; init; }

    /// <summary>The lower bound; null where the parent's score cannot be told from zero.</summary>
    public required double? Lower { get; init; }

    /// <summary>The upper bound; null where the parent's score cannot be told from zero.</summary>
    public required double? Upper { get; init; }

    /// <summary>The confidence of each bound, between 0.5 and 1.</summary>
    public required double Confidence { get; init; }

    /// <summary>P-value of the hypothesis that the true retention is the threshold or more: small where a loss is shown.</summary>
    public required double LossProbability { get; init; }

    /// <summary>P-value of the hypothesis that the true retention is the threshold or less: small where retention is shown.</summary>
    public required double ProofProbability { get; init; }

    /// <summary>How many examples; null for summaries that do not say.</summary>
    public required int? Count { get; init; }

    /// <summary>Clusters of related examples, where these were drawn rather than examples.</summary>
    public int? Clusters { get; init; }

    /// <summary>Exact two-sided p-value of McNemar's test that both are equally good; null where outcomes are not right or wrong.</summary>
    public double? EqualityProbability { get; init; }

    /// <summary>Whether there are bounds.</summary>
    public bool IsBounded => Lower is not null && Upper is not null;
}
