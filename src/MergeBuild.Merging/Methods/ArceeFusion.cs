using System.Collections.Immutable;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Methods.Sparsifiers;
using MergeBuild.Merging.Parameters;

namespace MergeBuild.Merging.Methods;

/// <summary>
/// Takes the expert's elements where they matter and the base's elsewhere. An element's importance is |x − b| times the
/// divergence of its row's softmax from the base's; those from median + 1.5 times the interquartile range on are taken.
/// The quantiles are exact, where mergekit estimates them from a random sample.
/// </summary>
public sealed class ArceeFusion : MergeMethod
{
    private const double RangesAboveMedian = 1.5;

    /// <inheritdoc/>
    public override string Name => "arcee_fusion";

    /// <inheritdoc/>
    public override ImmutableArray<ParameterDefinition> Parameters => [];

    /// <inheritdoc/>
    public override BaseRole Base => BaseRole.Required;

    /// <inheritdoc/>
    public override int MaximumExperts => 1;

    internal override Tiling TilingOf(TensorOperands operands) => Tiling.Rows(operands.Shape);

    internal override ITensorMerge Prepare(TensorOperands operands) => new Fusion(TilingOf(operands));

    private sealed class Fusion(Tiling tiling) : ITensorMerge, IStatisticsPass
    {
        private readonly Quantile[] _quartiles = [new(tiling, 0.25), new(tiling, 0.5), new(tiling, 0.75)];

        public IStatisticsPass? NextPass() => Array.Exists(_quartiles, quartile => quartile.NeedsPass) ? this : null;

        public bool Reads(int expert) => true;

        public bool Skips(long firstElement, int count) =>
            _quartiles[0].Skips(firstElement, count) && _quartiles[1].Skips(firstElement, count) && _quartiles[2].Skips(firstElement, count);

        public void Accumulate(BlockOperands block)
        {
            foreach (var unit in block.Units)
            {
                RowImportance.Compute(block.BaseOf(unit), block.ExpertOf(0, unit), block.ResultOf(unit), tiling.RowLength);
                foreach (var quartile in _quartiles)
                {
                    quartile.Accumulate(block.ResultOf(unit), unit.FirstElement);
                }
            }
        }

        public void Complete()
        {
            foreach (var quartile in _quartiles)
            {
                quartile.CompletePass();
            }
        }

        public void Merge(BlockOperands block)
        {
            var threshold = _quartiles[1].Value + (RangesAboveMedian * (_quartiles[2].Value - (double)_quartiles[0].Value));
            foreach (var unit in block.Units)
            {
                var result = block.ResultOf(unit);
                var (from, to) = (unit.Start, unit.Start + unit.Length);
                RowImportance.Compute(block.BaseOf(unit), block.ExpertOf(0, unit), result, tiling.RowLength);
                for (var i = from; i < to; i++)
                {
                    block.ResultSpan[i] = block.ResultSpan[i] >= threshold ? block.Expert(0)[i] : block.Base[i];
                }
            }
        }
    }
}
