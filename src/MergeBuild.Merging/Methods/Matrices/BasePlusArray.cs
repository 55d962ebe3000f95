using System.Runtime.CompilerServices;
using MergeBuild.Merging.Numerics;

namespace MergeBuild.Merging.Methods.Matrices;

/// <summary>y = base + λ · a merged task vector that lies in an array.</summary>
internal readonly unsafe struct BasePlusArray(float* merged, float lambda) : IElementFormula
{
    private readonly float* _merged = merged;
    private readonly float _lambda = lambda;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Evaluate<TLanes>(Elements<TLanes> elements)
        where TLanes : struct, ILanes<TLanes> => elements.Base + (TLanes.Of(_lambda) * elements.Load(_merged));
}
