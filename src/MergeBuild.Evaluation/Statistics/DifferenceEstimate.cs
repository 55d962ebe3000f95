namespace MergeBuild.Evaluation.Statistics;

/// <summary>
/// A difference of two scores of the same examples, and how sure it is. Each bound holds with the confidence by itself: at 95 %,
/// both together are the two-sided interval of 90 %.
/// </summary>
public sealed record DifferenceEstimate
{
    /// <summary>The statistical method, for people, such as <c>paired t</c>.</summary>
    public required string Method { get; init; }

    /// <summary>First less second.</summary>
    public required double Difference { get; init; }

    /// <summary>The lower bound.</summary>
    public required double Lower { get; init; }

    /// <summary>The upper bound.</summary>
    public required double Upper { get; init; }

    /// <summary>The confidence of each bound, between 0.5 and 1.</summary>
    public required double Confidence { get; init; }

    /// <summary>How many examples, or clusters of them where these were drawn.</summary>
    public required int Count { get; init; }

    /// <summary>Whether the second is shown to be better.</summary>
    public bool IsLoss => Upper < 0;

    /// <summary>Whether the first is shown to be better.</summary>
    public bool IsGain => Lower > 0;

    /// <summary>The same where less of the metric is better.</summary>
    internal DifferenceEstimate Negate() => this with { Difference = -Difference, Lower = -Upper, Upper = -Lower };
}
