using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Numerics;

namespace MergeBuild.Merging.Methods.Combinations;

/// <summary>A combination with one set of coefficients for the whole tensor, each operand taken as one vector.</summary>
internal sealed class TensorCombination(TensorOperands operands, ICombinationRule rule) : ITensorMerge, IStatisticsPass
{
    private readonly int _count = operands.Experts.Length;
    private readonly UnitSums _sums = new(Tiling.Flat(operands.Shape), operands.Experts.Length * operands.Experts.Length);
    private float[]? _coefficients;

    public IStatisticsPass? NextPass() => _coefficients is null ? this : null;

    public bool Reads(int expert) => true;

    public void Accumulate(BlockOperands block)
    {
        Combination.Subtract(block, operands);
        foreach (var unit in block.Units)
        {
            for (var i = 0; i < _count; i++)
            {
                for (var j = i; j < _count; j++)
                {
                    _sums.Set(unit.FirstElement, (i * _count) + j, Reductions.Dot(block.ExpertOf(i, unit), block.ExpertOf(j, unit)));
                }
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

    public void Merge(BlockOperands block)
    {
        Combination.Subtract(block, operands);
        Combination.Add(block, operands, _coefficients, 0, block.Count);
    }
}
