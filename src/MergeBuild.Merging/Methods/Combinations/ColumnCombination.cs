using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Numerics;

namespace MergeBuild.Merging.Methods.Combinations;

/// <summary>
/// Spherical interpolation with coefficients of its own for each column of a matrix. Sums go down the columns; they are
/// kept for as many columns at a time as fit in a fixed amount of memory, one pass for each such strip.
/// </summary>
internal sealed class ColumnCombination : ITensorMerge, IStatisticsPass
{
    private const int SumCount = 3;
    private const int MostPartials = 8 << 20;

    private readonly TensorOperands _operands;
    private readonly SphericalRule _rule;
    private readonly Tiling _tiling;
    private readonly int _stripLength;
    private readonly double[] _partials;
    private readonly float[] _first;
    private readonly float[] _second;
    private int _stripStart;

    public ColumnCombination(TensorOperands operands, Tiling tiling, SphericalRule rule)
    {
        _operands = operands;
        _tiling = tiling;
        _rule = rule;
        _stripLength = Math.Clamp(MostPartials / (tiling.UnitCount * SumCount), 1, tiling.RowLength);
        _partials = new double[(long)tiling.UnitCount * _stripLength * SumCount];
        _first = new float[tiling.RowLength];
        _second = new float[tiling.RowLength];
    }

    public IStatisticsPass? NextPass() => _stripStart < _tiling.RowLength ? this : null;

    public bool Reads(int expert) => true;

    public void Accumulate(BlockOperands block)
    {
        Combination.Subtract(block, _operands);
        foreach (var unit in block.Units)
        {
            var partials = Partials(_tiling.UnitAt(unit.FirstElement));
            partials.Clear();
            for (var row = 0; row < unit.Length; row += _tiling.RowLength)
            {
                Add(block.ExpertOf(0, unit).Slice(row, _tiling.RowLength), block.ExpertOf(1, unit).Slice(row, _tiling.RowLength), partials);
            }
        }
    }

    public void Complete()
    {
        for (var column = 0; column < Strip; column++)
        {
            var (square0, square1, product) = (0.0, 0.0, 0.0);
            for (var unit = 0; unit < _tiling.UnitCount; unit++)
            {
                var partials = Partials(unit).Slice(column * SumCount, SumCount);
                square0 += partials[0];
                square1 += partials[1];
                product += partials[2];
            }

            (_first[_stripStart + column], _second[_stripStart + column]) = _rule.Between(square0, square1, product);
        }

        _stripStart += Strip;
    }

    public void Merge(BlockOperands block)
    {
        Combination.Subtract(block, _operands);
        for (var i = 0; i < block.Count; i++)
        {
            var column = i % _tiling.RowLength;
            var sum = (_first[column] * block.Expert(0)[i]) + (_second[column] * block.Expert(1)[i]);
            block.ResultSpan[i] = _operands.HasBase ? block.Base[i] + sum : sum;
        }
    }

    private int Strip => Math.Min(_stripLength, _tiling.RowLength - _stripStart);

    private Span<double> Partials(int unit) => _partials.AsSpan(unit * _stripLength * SumCount, _stripLength * SumCount);

    private void Add(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<double> partials)
    {
        for (var column = 0; column < Strip; column++)
        {
            double a = x[_stripStart + column];
            double b = y[_stripStart + column];
            partials[column * SumCount] += a * a;
            partials[(column * SumCount) + 1] += b * b;
            partials[(column * SumCount) + 2] += a * b;
        }
    }
}
