using System.Collections.Immutable;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Gates;

namespace MergeBuild.Evaluation.Reports;

/// <summary>
/// All that a report shows. Only the verdicts are required; a part that is absent is left out of the report. Nothing in it may tell of
/// a clock, a host or a folder outside of the repository: the same input gives the same bytes.
/// </summary>
public sealed record ReportInput
{
    /// <summary>The name of the merge, for people.</summary>
    public required string Model { get; init; }

    /// <summary>The version of the merge; null where it has none.</summary>
    public string? Version { get; init; }

    /// <summary>The project's file, relative to the repository's root; null for a merge without a project.</summary>
    public string? Project { get; init; }

    /// <summary>The verdicts.</summary>
    public required GateReport Gates { get; init; }

    /// <summary>Where the project asks for each verdict, relative to the repository's root; empty, or one a verdict, null where it is not known.</summary>
    public ImmutableArray<SourceLocation?> Places { get; init; } = [];

    /// <summary>What the weights themselves tell (<see cref="Gates.Integrity.IntegrityRules"/>).</summary>
    public ImmutableArray<VerdictNote> Findings { get; init; } = [];

    /// <summary>Task vectors layer by layer; null where weights were not compared.</summary>
    public TaskVectorProfile? TaskVectors { get; init; }

    /// <summary>The effect of each parent on each suite; null where it was not measured.</summary>
    public ParentEffects? Effects { get; init; }

    /// <summary>Reliability diagrams of suites whose examples have confidences.</summary>
    public ImmutableArray<ReliabilityCurve> Reliability { get; init; } = [];

    /// <summary>What the build merged again, and what it took over; empty where that is not known.</summary>
    public ImmutableArray<RebuiltGroup> Rebuilt { get; init; } = [];

    /// <summary>What the merge was made of; null where that is not known.</summary>
    public ReportProvenance? Provenance { get; init; }

    /// <summary>The place of a verdict, or null.</summary>
    /// <param name="verdict">Its number in <see cref="Gates"/>, counted from 0.</param>
    public SourceLocation? PlaceOf(int verdict) => verdict < Places.Length ? Places[verdict] : null;
}
