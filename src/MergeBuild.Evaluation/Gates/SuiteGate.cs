using System.Collections.Immutable;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Results;

namespace MergeBuild.Evaluation.Gates;

/// <summary>All that one verdict is made of.</summary>
public sealed record SuiteGate
{
    /// <summary>The suite's name.</summary>
    public required string Suite { get; init; }

    /// <summary>What is required.</summary>
    public required GateSettings Settings { get; init; }

    /// <summary>What the merge is worth.</summary>
    public required EvaluationResult Merged { get; init; }

    /// <summary>The parents that it is held against, at least one: the best of them counts, the first where several are equal.</summary>
    public required ImmutableArray<ParentResult> Parents { get; init; }

    /// <summary>What the base is worth, for the recovery; null where it was not evaluated.</summary>
    public EvaluationResult? Base { get; init; }

    /// <summary>What the accepted merge is worth, for the change against it; null where there is none.</summary>
    public EvaluationResult? Accepted { get; init; }

    /// <summary>The place in the project that asks for this gate.</summary>
    public SourceLocation? Location { get; init; }
}
