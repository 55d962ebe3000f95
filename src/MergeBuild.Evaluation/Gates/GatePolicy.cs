namespace MergeBuild.Evaluation.Gates;

/// <summary>What a suite's verdict takes.</summary>
public enum GatePolicy
{
    /// <summary>Fails where a loss beyond the margin is shown, corrected over all suites by Holm's procedure.</summary>
    EvidenceOfHarm,

    /// <summary>Passes only where retention is shown; all suites together, by the intersection–union rule, without correction.</summary>
    ProofOfRetention,
}
