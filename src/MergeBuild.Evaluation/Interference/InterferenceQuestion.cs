using System.Collections.Immutable;

namespace MergeBuild.Evaluation.Interference;

/// <summary>What is to be found out about a merge.</summary>
public sealed record InterferenceQuestion
{
    /// <summary>The experts of the merge, two or more.</summary>
    public required ImmutableArray<string> Experts { get; init; }

    /// <summary>Those of them that are left out in turn; all unless set.</summary>
    public ImmutableArray<string> Asked { get; init; } = [];

    /// <summary>The tensors of the merge.</summary>
    public required ImmutableArray<VariantTensor> Tensors { get; init; }

    /// <summary>The suites, at least one; tensors are searched for by the first.</summary>
    public required ImmutableArray<InterferenceSuite> Suites { get; init; }

    /// <summary>What parents are left out of.</summary>
    public SearchUnit By { get; init; } = SearchUnit.Group;

    /// <summary>Whether merges of each two experts are made, too.</summary>
    public bool Pairwise { get; init; }

    /// <summary>The most merges that are made.</summary>
    public int MostMerges { get; init; } = 200;

    /// <summary>The confidence of each bound of an effect.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>The experts that are left out in turn.</summary>
    public ImmutableArray<string> Parents => Asked.IsDefaultOrEmpty ? Experts : Asked;
}
