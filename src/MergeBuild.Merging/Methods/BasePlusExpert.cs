using System.Runtime.CompilerServices;
using MergeBuild.Merging.Numerics;

namespace MergeBuild.Merging.Methods;

/// <summary>y = c₀·base + c₁·x of the only expert.</summary>
internal readonly struct BasePlusExpert(float baseCoefficient, float expertCoefficient) : IElementFormula
{
    private readonly float _base = baseCoefficient;
    private readonly float _expert = expertCoefficient;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Evaluate<TLanes>(Elements<TLanes> elements)
        where TLanes : struct, ILanes<TLanes> =>
        (TLanes.Of(_base) * elements.Base) + (TLanes.Of(_expert) * elements[0]);
}
