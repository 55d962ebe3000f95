using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Numerics;

namespace MergeBuild.Merging.Methods.Averages;

/// <summary>
/// The weighted sum y = Σ wᵢxᵢ, stretched about its mean μ: μ + s·(y − μ) with s = Σ wᵢσᵢ / σ(y). An average of models
/// that differ varies less than each of them; this gives it the average of their standard deviations, as the statistics
/// of Jordan et al., "REPAIR", ICLR 2023 (https://arxiv.org/abs/2211.08403) do for activations. The factor 1/√Σwᵢ² that
/// holds for independent weights would enlarge fine-tunes of one base, which are nearly equal; measured spreads do not.
/// </summary>
internal sealed class VariancePreservingAverage : ITensorMerge, IStatisticsPass
{
    // A variance this small beside the target is rounding; there is nothing to stretch.
    private const double SmallestRatio = 1e-12;

    private readonly double[] _shares;
    private readonly double _count;
    private readonly UnitSums _sums;
    private readonly UnitSums _products;
    private float[]? _weights;
    private float _offset;

    public VariancePreservingAverage(Tiling tiling, double[] shares)
    {
        _shares = shares;
        _count = tiling.ElementCount;
        _sums = new UnitSums(tiling, shares.Length);
        _products = new UnitSums(tiling, shares.Length * shares.Length);
    }

    public IStatisticsPass? NextPass() => _weights is null ? this : null;

    public bool Reads(int expert) => true;

    public void Accumulate(BlockOperands block)
    {
        foreach (var unit in block.Units)
        {
            for (var i = 0; i < _shares.Length; i++)
            {
                _sums.Set(unit.FirstElement, i, Reductions.Sum(block.ExpertOf(i, unit)));
                for (var j = i; j < _shares.Length; j++)
                {
                    _products.Set(unit.FirstElement, (i * _shares.Length) + j, Reductions.Dot(block.ExpertOf(i, unit), block.ExpertOf(j, unit)));
                }
            }
        }
    }

    public void Complete()
    {
        var (mean, target, variance) = (0.0, 0.0, 0.0);
        for (var i = 0; i < _shares.Length; i++)
        {
            mean += _shares[i] * _sums.Total(i) / _count;
            target += _shares[i] * Math.Sqrt(Math.Max(0, Covariance(i, i)));
            for (var j = 0; j < _shares.Length; j++)
            {
                variance += _shares[i] * _shares[j] * Covariance(Math.Min(i, j), Math.Max(i, j));
            }
        }

        var stretch = target > 0 && variance > SmallestRatio * target * target ? target / Math.Sqrt(variance) : 1;
        _weights = [.. _shares.Select(share => (float)(share * stretch))];
        _offset = (float)((1 - stretch) * mean);
    }

    public unsafe void Merge(BlockOperands block) => ElementLoop.Run(new ShiftedSum(_weights, _offset), block, block.Result);

    private double Covariance(int i, int j) =>
        (_products.Total((i * _shares.Length) + j) / _count) - (_sums.Total(i) / _count * (_sums.Total(j) / _count));
}
