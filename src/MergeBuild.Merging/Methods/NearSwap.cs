using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Numerics;
using MergeBuild.Merging.Parameters;

namespace MergeBuild.Merging.Methods;

/// <summary>
/// Moves each element of the base model towards the expert's by at most t:
/// y = w·x + (1 − w)·b with w = t / |b − x|, at most 1.
/// </summary>
public sealed class NearSwap : MergeMethod
{
    private const float SmallestDistance = 1e-6f;

    /// <inheritdoc/>
    public override string Name => "nearswap";

    /// <inheritdoc/>
    public override ImmutableArray<ParameterDefinition> Parameters { get; } =
    [
        ParameterDefinition.Number("t") with { IsRequired = true, Minimum = 0, Summary = "The farthest that an element may move." },
    ];

    /// <inheritdoc/>
    public override BaseRole Base => BaseRole.Required;

    /// <inheritdoc/>
    public override int MaximumExperts => 1;

    internal override ITensorMerge Prepare(TensorOperands operands) => new Swap((float)operands.Parameters["t"]);

    private sealed class Swap(float t) : ITensorMerge
    {
        public IStatisticsPass? NextPass() => null;

        public unsafe void Merge(BlockOperands block) => ElementLoop.Run(new Formula(t), block, block.Result);
    }

    internal readonly struct Formula(float t) : IElementFormula
    {
        private readonly float _t = t;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLanes Evaluate<TLanes>(Elements<TLanes> elements)
            where TLanes : struct, ILanes<TLanes>
        {
            var distance = TLanes.Magnitude(elements.Base - elements[0]);
            var smallest = TLanes.Of(SmallestDistance);
            var share = TLanes.Of(_t) / TLanes.Choose(TLanes.IsGreater(smallest, distance), smallest, distance);
            var one = TLanes.Of(1);
            share = TLanes.Choose(TLanes.IsGreater(share, one), one, share);
            return (share * elements[0]) + ((one - share) * elements.Base);
        }
    }
}
