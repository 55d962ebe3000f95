using MergeBuild.Checkpoints.Models;

namespace MergeBuild.Checkpoints.Adapters;

/// <summary>What an adapter does to one tensor of its base; the replacement comes first where there are several.</summary>
public sealed record AdapterUpdate
{
    /// <summary>The tensor that takes the place of the base's.</summary>
    public StoredTensor? Replacement { get; init; }

    /// <summary>The product of factors that is added.</summary>
    public LowRankUpdate? LowRank { get; init; }

    /// <summary>The vector that is added to a bias.</summary>
    public BiasUpdate? Bias { get; init; }
}
