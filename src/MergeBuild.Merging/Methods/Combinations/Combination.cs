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
            ElementLoop.Replace(new Difference(i), block, i);
        }
    }

    /// <summary>The addresses of the experts' arrays.</summary>
    public static void Arrays(BlockOperands block, Span<nint> arrays)
    {
        for (var i = 0; i < arrays.Length; i++)
        {
            arrays[i] = (nint)block.ExpertPointer(i);
        }
    }

    /// <summary>Adds up a range of a block's elements.</summary>
    /// <param name="block">The operands.</param>
    /// <param name="operands">What is known about them.</param>
    /// <param name="coefficients">One for each expert.</param>
    /// <param name="start">The first element.</param>
    /// <param name="count">How many.</param>
    /// <param name="deltas">How task vectors come about, if there is a base; by default they are in the experts' place.</param>
    public static void Add(BlockOperands block, TensorOperands operands, ReadOnlySpan<float> coefficients, int start, int count, TaskVectors.TaskVectors deltas = default)
    {
        if (operands.HasBase)
        {
            ElementLoop.Run(new TaskVectorSum(coefficients, 1, deltas), block, block.Result, start, count);
        }
        else
        {
            ElementLoop.Run(new WeightedSum(coefficients), block, block.Result, start, count);
        }
    }
}
