using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Ledger;
using MergeBuild.Merging.Methods.TaskVectors;
using MergeBuild.Merging.Numerics;

namespace MergeBuild.Merging.Methods.Combinations;

/// <summary>A combination with one set of coefficients for the whole tensor, each operand taken as one vector.</summary>
internal sealed class TensorCombination(TensorOperands operands, ICombinationRule rule) : ITensorMerge, IStatisticsPass
{
    private readonly int _count = operands.Experts.Length;
    private readonly UnitSums _sums = new(Tiling.Flat(operands.Shape), operands.Experts.Length * operands.Experts.Length);
    private readonly float[] _limits = new float[operands.Experts.Length];
    private float[]? _coefficients;

    public IStatisticsPass? NextPass() => _coefficients is null ? this : null;

    public bool Reads(int expert) => true;

    public IBlockStatistics Kept => new KeptSums(_sums, FormattableString.Invariant($"products of {_count}/1, {(operands.HasBase ? "relative to the base" : "as they are")}"));

    public bool DescribesStatistics => true;

    public void DescribeStatistics(KeyWriter key, long firstElement, int count)
    {
        foreach (var coefficient in _coefficients!)
        {
            key.Add(coefficient);
        }
    }

    public void Accumulate(BlockOperands block)
    {
        Combination.Subtract(block, operands);
        var arrays = (Span<nint>)stackalloc nint[_count];
        Combination.Arrays(block, arrays);
        var products = (Span<double>)stackalloc double[_count * _count];
        foreach (var unit in block.Units)
        {
            PairProducts.Of(arrays, unit.Start, unit.Length, products);
            for (var sum = 0; sum < products.Length; sum++)
            {
                _sums.Set(unit.FirstElement, sum, products[sum]);
            }
        }
    }

    public void Complete()
    {
        var gram = new Gram(_count);
        for (var i = 0; i < _count; i++)
        {
            for (var j = i; j < _count; j++)
            {
                gram[i, j] = _sums.Total((i * _count) + j);
            }
        }

        _coefficients = new float[_count];
        rule.Coefficients(gram, _coefficients);
    }

    // A limit of zero clears nothing; with it, task vectors are taken and added up in registers.
    public void Merge(BlockOperands block) =>
        Combination.Add(block, operands, _coefficients, 0, block.Count, new TaskVectors.TaskVectors(_limits));
}
