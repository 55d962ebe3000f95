namespace MergeBuild.Evaluation.Gates;

/// <summary>
/// How much worse the confidence of the merge tells how often it is right: expected calibration errors over the same bins, and
/// the paired bootstrap of their difference. Guo et al., "On Calibration of Modern Neural Networks" (2017).
/// </summary>
/// <param name="Parent">The parent's error, from 0 to 1.</param>
/// <param name="Merged">The merge's error.</param>
/// <param name="Lower">Lower bound of merged − parent.</param>
/// <param name="Upper">Upper bound of merged − parent.</param>
/// <param name="Maximum">The greatest difference that is allowed; null where it is not gated.</param>
/// <param name="LossProbability">P-value of the hypothesis that the difference is no greater; null where it is not gated.</param>
public sealed record CalibrationDrift(double Parent, double Merged, double Lower, double Upper, double? Maximum, double? LossProbability)
{
    /// <summary>Merged − parent; positive where the merge is less calibrated.</summary>
    public double Difference => Merged - Parent;
}
