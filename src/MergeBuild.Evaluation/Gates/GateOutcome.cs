namespace MergeBuild.Evaluation.Gates;

/// <summary>A verdict in a word.</summary>
public enum GateOutcome
{
    /// <summary>The suite's policy is met.</summary>
    Pass,

    /// <summary>A loss is shown.</summary>
    Fail,

    /// <summary>The examples do not tell.</summary>
    Inconclusive,
}
