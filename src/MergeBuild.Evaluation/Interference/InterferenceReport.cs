using System.Collections.Immutable;

namespace MergeBuild.Evaluation.Interference;

/// <summary>What the parents of a merge do to each other's skills. Nothing in it tells of a clock, a host or a folder.</summary>
public sealed record InterferenceReport
{
    /// <summary>The parents that were left out in turn.</summary>
    public required ImmutableArray<string> Parents { get; init; }

    /// <summary>The suites; tensors were searched for by the first.</summary>
    public required ImmutableArray<string> Suites { get; init; }

    /// <summary>The metric of each suite.</summary>
    public required ImmutableArray<string> Metrics { get; init; }

    /// <summary>The score of the whole merge on each suite.</summary>
    public required ImmutableArray<double> Scores { get; init; }

    /// <summary>The interference matrix, parent by parent in rows, suite by suite.</summary>
    public required ImmutableArray<ParentEffect> Matrix { get; init; }

    /// <summary>The effects of each two experts on one another; empty unless asked for.</summary>
    public ImmutableArray<PairEffect> Pairs { get; init; } = [];

    /// <summary>The effects of groups or layers on the first suite; empty unless asked for.</summary>
    public ImmutableArray<TensorEffect> Tensors { get; init; } = [];

    /// <summary>From what costs the first suite most to the tensors that do, each step within the one before; empty where no cost is shown.</summary>
    public ImmutableArray<TensorEffect> Culprit { get; init; } = [];

    /// <summary>Whether the search ended at the most merges allowed.</summary>
    public bool WasLimited { get; init; }

    /// <summary>What it took.</summary>
    public required InterferenceWork Work { get; init; }

    /// <summary>A cell of the matrix.</summary>
    public Effect EffectOf(string parent, string suite) => Matrix.First(cell => cell.Parent == parent && cell.Suite == suite).Effect;
}
