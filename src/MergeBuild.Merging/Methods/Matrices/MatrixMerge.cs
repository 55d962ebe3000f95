using System.Collections.Immutable;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Methods.TaskVectors;
using MergeBuild.Merging.Numerics;

namespace MergeBuild.Merging.Methods.Matrices;

/// <summary>
/// Merges the task vectors of a tensor as whole matrices in float64, on the one thread that has the tensor: y = b + λ ·
/// rule(wᵢδᵢ). Tensors that are not matrices get the mean of the wᵢδᵢ instead.
/// </summary>
internal sealed class MatrixMerge(TensorOperands operands, IMatrixRule rule) : ITensorMerge
{
    private readonly float _lambda = (float)operands.Parameters["lambda"];
    private readonly ImmutableArray<double> _weights = [.. operands.OfExperts("weight")];

    public static ITensorMerge Of(TensorOperands operands, IMatrixRule rule) =>
        MatrixParameters.IsMatrix(operands) ? new MatrixMerge(operands, rule) : new MeanMerge(operands);

    public IStatisticsPass? NextPass() => null;

    public unsafe void Merge(BlockOperands block)
    {
        var (rows, columns) = ((int)operands.Shape[0], (int)operands.Shape[1]);
        var deltas = new VectorSet[_weights.Length];
        for (var i = 0; i < deltas.Length; i++)
        {
            ElementLoop.Replace(new Difference(i), block, i);
            deltas[i] = VectorSet.OfShorterSide(block.Expert(i), rows, columns, _weights[i]);
        }

        rule.Merge(deltas).CopyTo(block.ResultSpan, isTransposed: rows > columns);
        ElementLoop.Run(new BasePlusArray(block.Result, _lambda), block, block.Result);
    }

    private sealed class MeanMerge(TensorOperands operands) : ITensorMerge
    {
        private readonly float[] _weights = [.. operands.OfExperts("weight").Select(weight => (float)weight)];
        private readonly float _scale = (float)(operands.Parameters["lambda"] / operands.Experts.Length);

        public IStatisticsPass? NextPass() => null;

        public unsafe void Merge(BlockOperands block)
        {
            for (var i = 0; i < _weights.Length; i++)
            {
                ElementLoop.Replace(new Difference(i), block, i);
            }

            ElementLoop.Run(new TaskVectorSum(_weights, _scale), block, block.Result);
        }
    }
}
