using System.Runtime.CompilerServices;
using MergeBuild.Merging.Numerics;

namespace MergeBuild.Merging.Methods.TaskVectors;

/// <summary>A task vector, δ = x − base, where another array is greater than zero; else zero.</summary>
internal readonly unsafe struct DifferenceWhere(int expert, float* condition) : IElementFormula
{
    private readonly int _expert = expert;
    private readonly float* _condition = condition;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Evaluate<TLanes>(Elements<TLanes> elements)
        where TLanes : struct, ILanes<TLanes> =>
        (elements[_expert] - elements.Base) & TLanes.IsGreater(elements.Load(_condition), TLanes.Of(0));
}
