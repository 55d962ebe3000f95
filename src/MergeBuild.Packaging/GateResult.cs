namespace MergeBuild.Packaging;

/// <summary>What a gate found, as far as it is published with the model.</summary>
/// <param name="Suite">The suite's name.</param>
/// <param name="Parent">The parent that the merge was held against.</param>
/// <param name="Outcome"><c>Pass</c>, <c>Fail</c> or <c>Inconclusive</c>.</param>
public sealed record GateResult(string Suite, string Parent, string Outcome)
{
    /// <summary>The metric's name; null where no figure was found.</summary>
    public string? Metric { get; init; }

    /// <summary>The parent's score.</summary>
    public double? ParentScore { get; init; }

    /// <summary>The merge's score.</summary>
    public double? MergedScore { get; init; }

    /// <summary>The merge's score over the parent's.</summary>
    public double? Retention { get; init; }

    /// <summary>The lower bound of the retention.</summary>
    public double? Lower { get; init; }

    /// <summary>The upper bound of the retention.</summary>
    public double? Upper { get; init; }

    /// <summary>The confidence of each bound.</summary>
    public double? Confidence { get; init; }

    /// <summary>Whether the gate stands for pass in the words of in-toto's test results.</summary>
    public bool HasPassed => Outcome == "Pass";

    /// <summary>Whether the gate stands for failure.</summary>
    public bool HasFailed => Outcome == "Fail";
}
