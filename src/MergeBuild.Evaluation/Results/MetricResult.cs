namespace MergeBuild.Evaluation.Results;

/// <summary>One metric of one model on one suite.</summary>
public sealed record MetricResult
{
    /// <summary>The metric's name, such as <c>exact_match</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The filter of lm-evaluation-harness that the outputs went through; null for our own evaluator and for none.</summary>
    public string? Filter { get; init; }

    /// <summary>The value; null where it is not defined, as the recall of a class that does not occur.</summary>
    public required double? Value { get; init; }

    /// <summary>The standard error; null where none is known.</summary>
    public double? StandardError { get; init; }

    /// <summary>How many examples it is taken of; null where a foreign result does not say.</summary>
    public required int? Count { get; init; }

    /// <summary>Whether more is better; null where that depends on the suite.</summary>
    public required bool? HigherIsBetter { get; init; }
}
