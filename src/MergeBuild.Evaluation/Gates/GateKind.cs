namespace MergeBuild.Evaluation.Gates;

/// <summary>What a gate keeps.</summary>
public enum GateKind
{
    /// <summary>A skill of an expert.</summary>
    Retention,

    /// <summary>What the base knew before any expert was trained.</summary>
    Forgetting,

    /// <summary>The behaviour of the safest parent; proof is required.</summary>
    Safety,

    /// <summary>What the merge that was accepted last was worth.</summary>
    Acceptance,
}
