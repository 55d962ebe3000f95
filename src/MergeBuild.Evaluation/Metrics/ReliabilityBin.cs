namespace MergeBuild.Evaluation.Metrics;

/// <summary>The examples whose confidence lies between two bounds.</summary>
/// <param name="Lower">The lower bound of the confidence, exclusive but for 0.</param>
/// <param name="Upper">The upper bound, inclusive.</param>
/// <param name="Count">How many examples.</param>
/// <param name="Confidence">Their mean confidence; 0 where there are none.</param>
/// <param name="Accuracy">The share of them that is right; 0 where there are none.</param>
public sealed record ReliabilityBin(double Lower, double Upper, int Count, double Confidence, double Accuracy);
