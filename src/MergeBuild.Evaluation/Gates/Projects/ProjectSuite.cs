using System.Collections.Immutable;
using MergeBuild.Diagnostics;

namespace MergeBuild.Evaluation.Gates.Projects;

/// <summary>An <c>EvaluationSuite</c> item that was read and checked.</summary>
public sealed record ProjectSuite
{
    internal ProjectSuite(ISuiteSource source) => Source = source;

    /// <summary>Its name, which names its baselines.</summary>
    public required string Name { get; init; }

    /// <summary>The parents that the merge is held against, at least one.</summary>
    public required ImmutableArray<GateParent> Parents { get; init; }

    /// <summary>What is required of the merge.</summary>
    public required GateSettings Settings { get; init; }

    /// <summary>Where results come from.</summary>
    internal ISuiteSource Source { get; }

    /// <summary>The place of the item.</summary>
    public SourceLocation? Location { get; init; }

    /// <summary>The place that says what is required, or that of the item.</summary>
    public SourceLocation? Threshold { get; init; }

    /// <summary>The files whose content decides results, full paths; they may be missing.</summary>
    public IEnumerable<string> Files => Source.Files;
}
