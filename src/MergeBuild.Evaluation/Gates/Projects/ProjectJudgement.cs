using System.Collections.Immutable;

namespace MergeBuild.Evaluation.Gates.Projects;

/// <summary>What the gate of a project says.</summary>
/// <param name="Gates">What was held against each other; one entry a verdict.</param>
/// <param name="Report">The verdicts, in the same order.</param>
public sealed record ProjectJudgement(ImmutableArray<SuiteGate> Gates, GateReport Report);
