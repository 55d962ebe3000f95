using System.Collections.Immutable;
using System.Runtime.InteropServices;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Ledger;
using MergeBuild.Merging.Methods.Sparsifiers;
using MergeBuild.Merging.Numerics;

namespace MergeBuild.Merging.Methods.TaskVectors;

/// <summary>
/// What the methods on task vectors share: take the difference to the base, let each expert's sparsifier clear
/// elements, weight what is left, add it up with or without sign election, and add λ times that to the base.
/// </summary>
internal sealed class TaskVectorMerge : ITensorMerge, IStatisticsPass
{
    private const double SmallestDivisor = 1e-8;

    private readonly ISparsifier[] _sparsifiers;
    private readonly float[] _weights;
    private readonly float[] _coefficients;
    private readonly float _lambda;
    private readonly float _scale;
    private readonly bool _normalize;
    private readonly bool _electsSigns;

    public TaskVectorMerge(TensorOperands operands, bool electsSigns, Func<ExpertOperand, ISparsifier> sparsify)
    {
        _electsSigns = electsSigns;
        _sparsifiers = [.. operands.Experts.Select(sparsify)];
        _weights = [.. operands.OfExperts("weight").Select(weight => (float)weight)];
        _coefficients = [.. _weights];
        _lambda = (float)operands.Parameters["lambda"];
        _normalize = operands.Parameters.IsTrue("normalize");
        _scale = _lambda / Divisor();
    }

    /// <summary>What each task vector is multiplied with in a sum without sign election, of which nothing is cleared.</summary>
    public ImmutableArray<double> SumCoefficients => [.. _weights.Select(weight => (double)weight * _scale)];

    public IStatisticsPass? NextPass()
    {
        if (Array.Exists(_sparsifiers, sparsifier => sparsifier.NeedsPass))
        {
            return this;
        }

        for (var i = 0; i < _coefficients.Length; i++)
        {
            _coefficients[i] = (float)(_weights[i] * _sparsifiers[i].Factor);
        }

        return null;
    }

    public bool Reads(int expert) => _sparsifiers[expert].NeedsPass;

    public bool DescribesStatistics => Array.TrueForAll(_sparsifiers, sparsifier => sparsifier.IsOnlySelection);

    public void DescribeStatistics(KeyWriter key, long firstElement, int count)
    {
        foreach (var counts in _sparsifiers.Select(sparsifier => sparsifier.Selection?.Counts).OfType<SelectionCounts>())
        {
            counts.Describe(key, firstElement, count);
        }
    }

    // Only a reading of nothing but guesses can be known from an earlier build, block by block.
    public IBlockStatistics? Kept => _sparsifiers.Where(sparsifier => sparsifier.NeedsPass).All(sparsifier => sparsifier.Selection?.Expected is not null)
        ? new KeptSelections([.. _sparsifiers.Select(sparsifier => sparsifier.Selection?.Expected)])
        : null;

    public IStatisticsPass? KnownPass => Array.Exists(_sparsifiers, sparsifier => sparsifier.Selection?.Counts is not null)
        ? new KnownSelections([.. _sparsifiers.Select(sparsifier => sparsifier.Selection?.Counts)])
        : null;

    public ReadOnlySpan<byte> Hints => MemoryMarshal.AsBytes(Array.ConvertAll(_sparsifiers, sparsifier => sparsifier.Selection?.Counts?.Threshold ?? -1).AsSpan());

    public void Expect(ReadOnlySpan<byte> hints)
    {
        var thresholds = MemoryMarshal.Cast<byte, int>(hints);
        for (var i = 0; thresholds.Length == _sparsifiers.Length && i < thresholds.Length; i++)
        {
            _sparsifiers[i].Selection?.Expect(thresholds[i]);
        }
    }

    // A loop, since a captured variable would be garbage for every block.
    public bool Skips(long firstElement, int count)
    {
        foreach (var sparsifier in _sparsifiers)
        {
            if (sparsifier.NeedsPass && !sparsifier.Skips(firstElement, count))
            {
                return false;
            }
        }

        return true;
    }

    // Unit by unit in one place, where one task vector after the other stays near the processor.
    public unsafe void Accumulate(BlockOperands block)
    {
        foreach (var unit in block.Units)
        {
            for (var i = 0; i < _sparsifiers.Length; i++)
            {
                if (_sparsifiers[i].NeedsPass)
                {
                    ElementLoop.Run(new Difference(i), block, block.Result, unit.Start, unit.Length);
                    _sparsifiers[i].Accumulate(block.ResultOf(unit), unit.FirstElement);
                }
            }
        }
    }

    public void Complete()
    {
        foreach (var sparsifier in _sparsifiers.Where(sparsifier => sparsifier.NeedsPass))
        {
            sparsifier.CompletePass();
        }
    }

    public void Merge(BlockOperands block)
    {
        var limits = (Span<float>)stackalloc float[_sparsifiers.Length];
        if (HaveLimits(block, limits))
        {
            foreach (var unit in block.Units)
            {
                SetLimits(unit, limits);
                Sum(block, new TaskVectors(limits), unit.Start, unit.Length);
            }

            return;
        }

        for (var i = 0; i < _sparsifiers.Length; i++)
        {
            Subtract(block, i);
            foreach (var unit in block.Units)
            {
                _sparsifiers[i].Apply(block.ExpertOf(i, unit), unit.FirstElement);
            }
        }

        Sum(block, default, 0, block.Count);
    }

    // Where a limit says all, task vectors are taken, cleared and added up in registers; else they are written down first.
    private bool HaveLimits(BlockOperands block, Span<float> limits)
    {
        foreach (var unit in block.Units)
        {
            SetLimits(unit, limits);
            if (limits.Contains(float.NaN))
            {
                return false;
            }
        }

        return true;
    }

    private void SetLimits(Unit unit, Span<float> limits)
    {
        for (var i = 0; i < limits.Length; i++)
        {
            limits[i] = _sparsifiers[i].LimitIn(unit.FirstElement);
        }
    }

    private unsafe void Sum(BlockOperands block, TaskVectors deltas, int start, int count)
    {
        if (_electsSigns)
        {
            ElementLoop.Run(new SignConsensus(_coefficients, _coefficients, _weights, _lambda, _normalize, deltas), block, block.Result, start, count);
        }
        else
        {
            ElementLoop.Run(new TaskVectorSum(_coefficients, _scale, deltas), block, block.Result, start, count);
        }
    }

    private static void Subtract(BlockOperands block, int expert) =>
        ElementLoop.Replace(new Difference(expert), block, expert);

    private float Divisor()
    {
        var sum = _weights.Sum(weight => (double)weight);
        return _normalize && Math.Abs(sum) >= SmallestDivisor ? (float)sum : 1;
    }
}
