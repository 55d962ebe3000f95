namespace MergeBuild.Evaluation.Interference;

/// <summary>What an analysis did.</summary>
/// <param name="Merges">Variants that were merged.</param>
/// <param name="BytesMerged">Bytes of weights that were computed for them.</param>
/// <param name="BytesReused">Bytes of weights that one variant took over from another, or from an earlier analysis.</param>
/// <param name="Evaluations">Suites that were put to a model.</param>
/// <param name="EvaluationsReused">Results that were in the cache.</param>
public sealed record InterferenceWork(int Merges, long BytesMerged, long BytesReused, int Evaluations, int EvaluationsReused)
{
    /// <summary>Nothing yet.</summary>
    public static InterferenceWork None { get; } = new(0, 0, 0, 0, 0);
}
