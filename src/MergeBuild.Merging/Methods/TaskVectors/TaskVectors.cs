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

    /// <param name="elements">The operands.</param>
    /// <param name="baseElements">The base's, which the compiler would load for every expert again.</param>
    /// <param name="expert">The expert.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Of<TLanes>(Elements<TLanes> elements, TLanes baseElements, int expert)
        where TLanes : struct, ILanes<TLanes>
    {
        if (_limits.IsEmpty)
        {
            return elements[expert];
        }

        var delta = elements[expert] - baseElements;
        return delta & TLanes.IsGreaterOrEqual(TLanes.Magnitude(delta), TLanes.Of(_limits[expert]));
    }
}
