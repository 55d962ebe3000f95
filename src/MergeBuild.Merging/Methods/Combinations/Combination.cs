using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Methods.TaskVectors;
using MergeBuild.Merging.Numerics;

namespace MergeBuild.Merging.Methods.Combinations;

/// <summary>What combinations share: operands relative to the base if there is one, and the sum.</summary>
internal static unsafe class Combination
{
    /// <summary>Makes the operands task vectors, if there is a base.</summary>
    public static void Subtract(BlockOperands block, TensorOperands operands)
    {
        for (var i = 0; operands.HasBase && i < operands.Experts.Length; i++)
        {
            ElementLoop.Run(new Difference(i), block, block.ExpertPointers[i]);
        }
    }

    /// <summary>Adds up a range of a block's elements.</summary>
    public static void Add(BlockOperands block, TensorOperands operands, ReadOnlySpan<float> coefficients, int start, int count)
    {
        if (operands.HasBase)
        {
            ElementLoop.Run(new TaskVectorSum(coefficients, 1), block, block.Result, start, count);
        }
        else
        {
            ElementLoop.Run(new WeightedSum(coefficients), block, block.Result, start, count);
        }
    }
}
