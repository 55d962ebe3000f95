using MergeBuild.Evaluation.Numerics;

namespace MergeBuild.Evaluation.Models.Layers;

/// <summary>x · Wᵀ + b.</summary>
internal sealed class Linear(PackedMatrix matrix, float[]? bias)
{
    public PackedMatrix Matrix => matrix;

    public int Outputs => matrix.Outputs;

    /// <summary>This layer as part of a product.</summary>
    public Projection To(FloatRows result) => new(matrix, bias, result);

    /// <summary>Applies it to the first rows.</summary>
    public FloatRows Apply(FloatRows x, int rows, Workers workers)
    {
        var result = workers.Rows(rows, matrix.Outputs);
        MatrixProduct.Run(x, rows, [To(result)], workers);
        return result;
    }
}
