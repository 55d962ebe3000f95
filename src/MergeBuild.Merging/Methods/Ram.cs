using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Numerics;
using MergeBuild.Merging.Parameters;

namespace MergeBuild.Merging.Methods;

/// <summary>
/// Averages where task vectors overlap and keeps them whole where they do not: an element of a task vector is active if
/// its magnitude exceeds epsilon, and y = b + Σ active δ / number of active δ.
/// </summary>
public sealed class Ram : MergeMethod
{
    /// <inheritdoc/>
    public override string Name => "ram";

    /// <inheritdoc/>
    public override ImmutableArray<ParameterDefinition> Parameters => [Epsilon];

    /// <inheritdoc/>
    public override BaseRole Base => BaseRole.Required;

    internal static ParameterDefinition Epsilon { get; } = ParameterDefinition.Number("epsilon") with
    {
        Default = 1e-5, Minimum = 0, Summary = "The magnitude that an element of a task vector must exceed to count.",
    };

    internal override ITensorMerge Prepare(TensorOperands operands) =>
        new Average((float)operands.Parameters["epsilon"], [.. operands.Experts.Select(_ => 1f)]);

    private sealed class Average(float epsilon, float[] factors) : ITensorMerge
    {
        public IStatisticsPass? NextPass() => null;

        public unsafe void Merge(BlockOperands block) => ElementLoop.Run(new Formula(epsilon, factors), block, block.Result);
    }

    /// <summary>The result where factor i multiplies what only expert i changed.</summary>
    internal readonly ref struct Formula(float epsilon, ReadOnlySpan<float> uniqueFactors) : IElementFormula
    {
        private readonly float _epsilon = epsilon;
        private readonly ReadOnlySpan<float> _uniqueFactors = uniqueFactors;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLanes Evaluate<TLanes>(Elements<TLanes> elements)
            where TLanes : struct, ILanes<TLanes>
        {
            var zero = TLanes.Of(0);
            var one = TLanes.Of(1);
            var (count, shared, unique) = (zero, zero, zero);
            for (var i = 0; i < _uniqueFactors.Length; i++)
            {
                var delta = elements[i] - elements.Base;
                var isActive = TLanes.IsGreater(TLanes.Magnitude(delta), TLanes.Of(_epsilon));
                count += one & isActive;
                shared += delta & isActive;
                unique += (TLanes.Of(_uniqueFactors[i]) * delta) & isActive;
            }

            var isShared = TLanes.IsGreater(count, one);
            return elements.Base + TLanes.Choose(isShared, shared / count, unique);
        }
    }
}
