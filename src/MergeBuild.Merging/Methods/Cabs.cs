using System.Collections.Immutable;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Methods.Sparsifiers;
using MergeBuild.Merging.Methods.TaskVectors;
using MergeBuild.Merging.Numerics;
using MergeBuild.Merging.Parameters;

namespace MergeBuild.Merging.Methods;

/// <summary>
/// Conflict-aware and balanced sparsification: in the order of the recipe, each task vector keeps of every m neighbours
/// in a row the n largest that no earlier one keeps, so that no two overlap; y = b + λ Σ wᵢδᵢ of what is kept.
/// Yang et al., "CABS", ICML 2025 (https://arxiv.org/abs/2503.01874).
/// The paper leaves the end of a row open: a group of fewer than m keeps its share, rounded up. Zeros are never kept,
/// so that an expert that did not change an element leaves it to the others.
/// </summary>
public sealed class Cabs : MergeMethod
{
    private const int LargestGroup = 65536;

    /// <inheritdoc/>
    public override string Name => "cabs";

    /// <inheritdoc/>
    public override ImmutableArray<ParameterDefinition> Parameters { get; } =
    [
        TaskVectorParameters.OptionalWeight,
        ParameterDefinition.WholeNumber("n") with
        {
            Default = 64, Minimum = 0, Maximum = LargestGroup, Summary = "How many elements of a group each expert keeps.",
        },
        ParameterDefinition.WholeNumber("m") with
        {
            Default = 256, Minimum = 1, Maximum = LargestGroup, Summary = "How many neighbours in a row are a group.",
        },
        TaskVectorParameters.Lambda,
    ];

    /// <inheritdoc/>
    public override BaseRole Base => BaseRole.Required;

    /// <inheritdoc/>
    public override bool OrderMatters => true;

    /// <inheritdoc/>
    public override string? Refuse(TensorOperands operands)
    {
        ArgumentNullException.ThrowIfNull(operands);
        return operands.Parameters["n"] > operands.Parameters["m"] ? "n is larger than m, but a group has only m elements" : null;
    }

    internal override Tiling TilingOf(TensorOperands operands) => Tiling.Rows(operands.Shape);

    internal override ITensorMerge Prepare(TensorOperands operands) => new Balanced(operands, TilingOf(operands).RowLength);

    private sealed class Balanced(TensorOperands operands, int rowLength) : ITensorMerge
    {
        private readonly float[] _weights = [.. operands.OfExperts("weight").Select(weight => (float)weight)];
        private readonly float _lambda = (float)operands.Parameters["lambda"];
        private readonly GroupSelection _groups = new(rowLength, (int)operands.Parameters["n"], (int)operands.Parameters["m"]);

        public IStatisticsPass? NextPass() => null;

        public unsafe void Merge(BlockOperands block)
        {
            for (var i = 0; i < _weights.Length; i++)
            {
                ElementLoop.Replace(new Difference(i), block, i);
            }

            for (var i = 0; i < _weights.Length; i++)
            {
                _groups.Keep(block.Expert(i));
                for (var later = i + 1; later < _weights.Length; later++)
                {
                    ClearTaken(block.Expert(i), block.Expert(later));
                }
            }

            ElementLoop.Run(new TaskVectorSum(_weights, _lambda), block, block.Result);
        }

        private static void ClearTaken(ReadOnlySpan<float> taken, Span<float> later)
        {
            for (var i = 0; i < later.Length; i++)
            {
                later[i] = taken[i] == 0 ? later[i] : 0;
            }
        }
    }
}
