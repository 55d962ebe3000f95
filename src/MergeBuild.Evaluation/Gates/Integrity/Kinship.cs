using System.Collections.Immutable;

namespace MergeBuild.Evaluation.Gates.Integrity;

/// <summary>How near a parent is to the reference, over all matrices that both have.</summary>
/// <param name="Cosine">Cosine of all values together; null where there are none.</param>
/// <param name="Distance">Norm of the whole task vector over the norm of the reference.</param>
/// <param name="MedianCosine">The median of the matrices' own cosines.</param>
/// <param name="Matrices">The matrices, with the parent's figures.</param>
internal sealed record Kinship(double? Cosine, double? Distance, double MedianCosine, ImmutableArray<(TensorProfile Tensor, ParentFigures Figures)> Matrices)
{
    public static Kinship Of(IntegrityProfile profile, string parent)
    {
        var matrices = profile.Tensors.Where(tensor => tensor.IsMatrix && tensor.Reference is not null)
            .SelectMany(tensor => tensor.Parents.Where(figures => figures.Parent == parent).Select(figures => (Tensor: tensor, Figures: figures)))
            .ToImmutableArray();
        var squares = matrices.Sum(matrix => matrix.Tensor.Reference!.SquareSum);
        var norms = Math.Sqrt(squares) * Math.Sqrt(matrices.Sum(matrix => matrix.Figures.Own.SquareSum));
        var cosines = matrices.Select(matrix => matrix.Tensor.Cosine(matrix.Figures)).OfType<double>().Order().ToArray();
        return new Kinship(
            norms > 0 ? matrices.Sum(matrix => matrix.Figures.Product) / norms : null,
            squares > 0 ? Math.Sqrt(matrices.Sum(matrix => matrix.Figures.TaskVectorSquareSum) / squares) : null,
            cosines.Length > 0 ? cosines[cosines.Length / 2] : 0,
            matrices);
    }

    /// <summary>Matrices that are much further from the reference than is usual in this parent.</summary>
    public IEnumerable<(TensorProfile Tensor, ParentFigures Figures)> Foreign(IntegrityThresholds thresholds) =>
        Matrices.Where(matrix => matrix.Tensor.Cosine(matrix.Figures) is { } cosine && cosine < MedianCosine - thresholds.ForeignGap);
}
