using MergeBuild.Merging.Parameters;

namespace MergeBuild.Merging.Methods.Matrices;

/// <summary>What the methods on whole matrices have in common.</summary>
internal static class MatrixParameters
{
    public static ParameterDefinition AsMatrix { get; } = ParameterDefinition.Switch("as_matrix", byDefault: true) with
    {
        Summary = "Whether a tensor of two dimensions is merged as a matrix. False, mostly with a filter, for embeddings and for matrices that are too large.",
    };

    /// <summary>Whether a tensor is taken as a matrix, not element by element.</summary>
    public static bool IsMatrix(TensorOperands operands) => operands.Shape.Length == 2 && operands.Parameters.IsTrue(AsMatrix.Name);
}
