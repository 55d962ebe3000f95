using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Numerics;

namespace MergeBuild.Merging.Methods.Combinations;

/// <summary>A combination with coefficients of its own for each row. Blocks hold whole rows, so no pass is needed.</summary>
internal sealed class RowCombination(TensorOperands operands, int rowLength, ICombinationRule rule) : ITensorMerge
{
    public IStatisticsPass? NextPass() => null;

    public void Merge(BlockOperands block)
    {
        var count = operands.Experts.Length;
        var gram = new Gram(count);
        var coefficients = (Span<float>)stackalloc float[count];
        Combination.Subtract(block, operands);
        var arrays = (Span<nint>)stackalloc nint[count];
        Combination.Arrays(block, arrays);
        var products = (Span<double>)stackalloc double[count * count];
        for (var start = 0; start < block.Count; start += rowLength)
        {
            PairProducts.Of(arrays, start, rowLength, products);
            for (var i = 0; i < count; i++)
            {
                for (var j = i; j < count; j++)
                {
                    gram[i, j] = products[(i * count) + j];
                }
            }

            rule.Coefficients(gram, coefficients);
            Combination.Add(block, operands, coefficients, start, rowLength);
        }
    }
}
