using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Methods.Sparsifiers;
using MergeBuild.Merging.Numerics;

namespace MergeBuild.Merging.Methods.Competition;

/// <summary>
/// Three kinds of passes, then the merge: the range of each product δᵢδⱼ, the sums of the softmaxes, and the score from
/// which on an expert's elements are kept. All scores equal to the threshold are kept, as in the paper's definition.
/// </summary>
internal sealed class CompetitionMerge : ITensorMerge, IStatisticsPass
{
    private readonly int _count;
    private readonly double _elementCount;
    private readonly float[] _weights;
    private readonly float _lambda;
    private readonly ProductRanges _ranges;
    private readonly UnitSums _sums;
    private readonly LargestSelection[] _selections;
    private readonly float[] _intra;
    private readonly float[] _inter;
    private bool _areFactorsKnown;
    private float[]? _thresholds;

    public CompetitionMerge(TensorOperands operands, Tiling tiling)
    {
        _weights = [.. operands.OfExperts("weight").Select(weight => (float)weight)];
        _count = _weights.Length;
        _elementCount = tiling.ElementCount;
        _lambda = (float)operands.Parameters["lambda"];
        _intra = new float[_count];
        _inter = new float[_count * _count];
        _ranges = new ProductRanges(_count);
        _sums = new UnitSums(tiling, _count * (_count + 1));
        _selections = [.. operands.OfExperts("density").Select(density => new LargestSelection(tiling, (long)Math.Ceiling(density * tiling.ElementCount)))];
    }

    public IStatisticsPass? NextPass() => _thresholds is null ? this : null;

    public bool Reads(int expert) => true;

    public bool Skips(long firstElement, int count) =>
        _areFactorsKnown && LargestSelection.AllSkip(_selections, firstElement, count);

    public unsafe void Accumulate(BlockOperands block)
    {
        if (!_ranges.AreKnown)
        {
            _ranges.Accumulate(block);
        }
        else if (!_areFactorsKnown)
        {
            AddUp(block);
        }
        else
        {
            for (var i = 0; i < _count; i++)
            {
                ElementLoop.Run(new ScoreFormula(Scores, i), block, block.Result);
                foreach (var unit in block.Units)
                {
                    _selections[i].Accumulate(block.ResultOf(unit), unit.FirstElement);
                }
            }
        }
    }

    public void Complete()
    {
        if (!_ranges.AreKnown)
        {
            _ranges.Complete();
        }
        else if (!_areFactorsKnown)
        {
            for (var pair = 0; pair < _inter.Length; pair++)
            {
                _inter[pair] = Factor(pair);
            }

            for (var i = 0; i < _count; i++)
            {
                _intra[i] = Factor(_inter.Length + i);
            }

            _areFactorsKnown = true;
        }
        else
        {
            foreach (var selection in _selections.Where(selection => selection.NeedsPass))
            {
                selection.CompletePass();
            }

            _thresholds = Array.Exists(_selections, selection => selection.NeedsPass)
                ? null
                : [.. _selections.Select(selection => selection.IsEmpty ? float.PositiveInfinity : selection.Threshold)];
        }
    }

    public unsafe void Merge(BlockOperands block) =>
        ElementLoop.Run(new BalancedSum(Scores, _thresholds, _weights, _lambda), block, block.Result);

    private Scores Scores => new(_ranges.Smallest, _ranges.Lengths, _intra, _inter);

    private float Factor(int sum) => (float)(_elementCount / _sums.Total(sum));

    private unsafe void AddUp(BlockOperands block)
    {
        for (var i = 0; i < _count; i++)
        {
            for (var j = 0; j < _count; j++)
            {
                ElementLoop.Run(new AgreementFormula(Scores, i, j), block, block.Result);
                Set(block, (i * _count) + j);
            }

            ElementLoop.Run(new StrengthFormula(Scores, i), block, block.Result);
            Set(block, (_count * _count) + i);
        }
    }

    private void Set(BlockOperands block, int sum)
    {
        foreach (var unit in block.Units)
        {
            _sums.Set(unit.FirstElement, sum, Reductions.Magnitude(block.ResultOf(unit)));
        }
    }
}
