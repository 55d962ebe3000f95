using System.Collections.Immutable;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Methods.Sparsifiers;
using MergeBuild.Merging.Methods.TaskVectors;
using MergeBuild.Merging.Numerics;
using MergeBuild.Merging.Parameters;

namespace MergeBuild.Merging.Methods;

/// <summary>
/// Select, calculate, erase: keep the elements in which the task vectors differ most, weight each task vector by its
/// mean square, and leave out what disagrees with the sign of the sum.
/// Wan et al., "FuseChat", 2024 (https://arxiv.org/abs/2408.07990).
/// </summary>
public sealed class Sce : MergeMethod
{
    /// <inheritdoc/>
    public override string Name => "sce";

    /// <inheritdoc/>
    public override ImmutableArray<ParameterDefinition> Parameters { get; } =
    [
        ParameterDefinition.Number("select_topk") with
        {
            Default = 1, Minimum = 0, Maximum = 1, Summary = "The share of the elements that differ at all that is kept.",
        },
        TaskVectorParameters.Int8Mask,
    ];

    /// <inheritdoc/>
    public override BaseRole Base => BaseRole.Required;

    internal override ITensorMerge Prepare(TensorOperands operands) =>
        new SelectCalculateErase(operands, TilingOf(operands), operands.Parameters["select_topk"]);

    private sealed class SelectCalculateErase : ITensorMerge, IStatisticsPass
    {
        private readonly float[] _votes;
        private readonly LargestSelection? _selection;
        private readonly UnitSums _squares;
        private float[]? _weights;

        public SelectCalculateErase(TensorOperands operands, Tiling tiling, double share)
        {
            _votes = [.. operands.Experts.Select(_ => 1f)];
            _squares = new UnitSums(tiling, _votes.Length);
            _selection = share < 1 ? new LargestSelection(tiling, zeros => (long)(share * (tiling.ElementCount - zeros))) : null;
        }

        public IStatisticsPass? NextPass() => _weights is null ? this : null;

        public bool Reads(int expert) => true;

        public bool Skips(long firstElement, int count) => _selection is not null && _selection.Skips(firstElement, count);

        public void Accumulate(BlockOperands block)
        {
            if (_selection is { NeedsPass: true })
            {
                ComputeVariance(block);
                foreach (var unit in block.Units)
                {
                    _selection.Accumulate(block.ResultOf(unit), unit.FirstElement);
                }

                return;
            }

            Select(block);
            foreach (var unit in block.Units)
            {
                for (var i = 0; i < _votes.Length; i++)
                {
                    _squares.Set(unit.FirstElement, i, Reductions.Dot(block.ExpertOf(i, unit), block.ExpertOf(i, unit)));
                }
            }
        }

        public void Complete()
        {
            if (_selection is { NeedsPass: true })
            {
                _selection.CompletePass();
                return;
            }

            var squares = Enumerable.Range(0, _votes.Length).Select(_squares.Total).ToArray();
            var sum = squares.Sum();
            _weights = [.. squares.Select(square => (float)(sum == 0 ? 1.0 / squares.Length : square / sum))];
        }

        public unsafe void Merge(BlockOperands block)
        {
            Select(block);
            ElementLoop.Run(new SignConsensus(_votes, _weights, _weights, lambda: 1, normalize: true), block, block.Result);
        }

        // Task vectors in place of the experts, cleared where they do not differ enough.
        private unsafe void Select(BlockOperands block)
        {
            if (_selection is not null)
            {
                ComputeVariance(block);
                foreach (var unit in block.Units)
                {
                    Keep(_selection, block.ResultOf(unit), unit.FirstElement);
                }
            }

            for (var i = 0; i < _votes.Length; i++)
            {
                if (_selection is null)
                {
                    ElementLoop.Replace(new Difference(i), block, i);
                }
                else
                {
                    ElementLoop.Replace(new DifferenceWhere(i, block.Result), block, i);
                }
            }
        }

        private unsafe void ComputeVariance(BlockOperands block) =>
            ElementLoop.Run(new TaskVectorVariance(_votes.Length), block, block.Result);

        private static void Keep(LargestSelection selection, Span<float> variance, long firstElement)
        {
            if (selection.IsEmpty)
            {
                variance.Clear();
            }
            else
            {
                MagnitudeThreshold.KeepLargest(variance, selection.Threshold, selection.EqualsSelectedIn(firstElement));
            }
        }
    }
}
