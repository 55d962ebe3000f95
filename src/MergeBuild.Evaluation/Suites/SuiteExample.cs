using System.Collections.Immutable;

namespace MergeBuild.Evaluation.Suites;

/// <summary>One line of a suite.</summary>
public abstract record SuiteExample
{
    /// <summary>The name that is unique in the suite; results of two models are paired by it.</summary>
    public required string Id { get; init; }

    /// <summary>The one-based line of the file.</summary>
    public required int Line { get; init; }

    /// <summary>Examples of one cluster are related, such as questions on one passage; a bootstrap draws whole clusters.</summary>
    public string? Cluster { get; init; }

    /// <summary>Names that results may be grouped by.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>What the example asks of a model.</summary>
    public abstract SuiteKind Kind { get; }
}
