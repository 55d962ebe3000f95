using System.Runtime.CompilerServices;
using MergeBuild.Merging.Numerics;

namespace MergeBuild.Merging.Methods.TaskVectors;

/// <summary>
/// The task vectors at one place: the experts' elements as they are, where they have been replaced by task vectors; or,
/// where there are limits, the differences δ = x − base whose magnitude is at least the expert's limit, and else zero.
/// </summary>
internal readonly ref struct TaskVectors(ReadOnlySpan<float> limits)
{
    private readonly ReadOnlySpan<float> _limits = limits;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Of<TLanes>(Elements<TLanes> elements, int expert)
        where TLanes : struct, ILanes<TLanes>
    {
        if (_limits.IsEmpty)
        {
            return elements[expert];
        }

        var delta = elements[expert] - elements.Base;
        return delta & TLanes.IsGreaterOrEqual(TLanes.Magnitude(delta), TLanes.Of(_limits[expert]));
    }
}
