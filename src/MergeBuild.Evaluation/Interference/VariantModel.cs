using MergeBuild.Evaluation.Running;

namespace MergeBuild.Evaluation.Interference;

/// <summary>A merged variant, ready for evaluation until it is disposed.</summary>
/// <param name="Model">The model.</param>
/// <param name="BytesMerged">Bytes of weights that were computed for it.</param>
/// <param name="BytesReused">Bytes of weights that an earlier merge had computed.</param>
public sealed record VariantModel(EvaluatedModel Model, long BytesMerged, long BytesReused) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => Model.Dispose();
}
