using System.Runtime.CompilerServices;
using MergeBuild.Merging.Numerics;

namespace MergeBuild.Merging.Methods.TaskVectors;

/// <summary>A task vector: δ = x − base.</summary>
internal readonly struct Difference(int expert) : IElementFormula
{
    private readonly int _expert = expert;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Evaluate<TLanes>(Elements<TLanes> elements)
        where TLanes : struct, ILanes<TLanes> => elements[_expert] - elements.Base;
}
