using MergeBuild.Merging.Engine;
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

    public bool Skips(long firstElement, int count) =>
        Array.TrueForAll(_sparsifiers, sparsifier => !sparsifier.NeedsPass || sparsifier.Skips(firstElement, count));

    public void Accumulate(BlockOperands block)
    {
        for (var i = 0; i < _sparsifiers.Length; i++)
        {
            if (!_sparsifiers[i].NeedsPass)
            {
                continue;
            }

            Subtract(block, i);
            foreach (var unit in block.Units)
            {
                _sparsifiers[i].Accumulate(block.ExpertOf(i, unit), unit.FirstElement);
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

    public unsafe void Merge(BlockOperands block)
    {
        for (var i = 0; i < _sparsifiers.Length; i++)
        {
            Subtract(block, i);
            foreach (var unit in block.Units)
            {
                _sparsifiers[i].Apply(block.ExpertOf(i, unit), unit.FirstElement);
            }
        }

        if (_electsSigns)
        {
            ElementLoop.Run(new SignConsensus(_coefficients, _coefficients, _weights, _lambda, _normalize), block, block.Result);
        }
        else
        {
            ElementLoop.Run(new TaskVectorSum(_coefficients, _scale), block, block.Result);
        }
    }

    private static unsafe void Subtract(BlockOperands block, int expert) =>
        ElementLoop.Run(new Difference(expert), block, block.ExpertPointers[expert]);

    private float Divisor()
    {
        var sum = _weights.Sum(weight => (double)weight);
        return _normalize && Math.Abs(sum) >= SmallestDivisor ? (float)sum : 1;
    }
}
