using System.Runtime.CompilerServices;
using MergeBuild.Merging.Numerics;

namespace MergeBuild.Merging.Methods.Competition;

/// <summary>
/// How the elements of the task vectors compete. Softmax of a number from 0 to 1 is taken as e^(x − 1) over its sum; the
/// sums are held as factors, n over the sum, which keeps them near 1 and cancels in the result.
/// </summary>
internal readonly ref struct Scores
{
    private readonly ReadOnlySpan<float> _smallest;
    private readonly ReadOnlySpan<float> _range;
    private readonly ReadOnlySpan<float> _intra;
    private readonly ReadOnlySpan<float> _inter;
    private readonly int _count;

    /// <summary>Creates the scores of some experts.</summary>
    /// <param name="smallest">The smallest δᵢδⱼ of each pair.</param>
    /// <param name="range">The largest less the smallest; 1 where they are equal.</param>
    /// <param name="intra">The factor of each expert's softmax of N·Norm(δᵢδᵢ).</param>
    /// <param name="inter">The factor of each pair's softmax of Norm(δᵢδⱼ).</param>
    public Scores(ReadOnlySpan<float> smallest, ReadOnlySpan<float> range, ReadOnlySpan<float> intra, ReadOnlySpan<float> inter)
    {
        _smallest = smallest;
        _range = range;
        _intra = intra;
        _inter = inter;
        _count = intra.Length;
    }

    /// <summary>δᵢδⱼ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Product<TLanes>(Elements<TLanes> elements, int i, int j)
        where TLanes : struct, ILanes<TLanes> => (elements[i] - elements.Base) * (elements[j] - elements.Base);

    /// <summary>e^(Norm(δᵢδⱼ) − 1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Agreement<TLanes>(Elements<TLanes> elements, int i, int j)
        where TLanes : struct, ILanes<TLanes>
    {
        var pair = (i * _count) + j;
        var norm = (Product(elements, i, j) - TLanes.Of(_smallest[pair])) / TLanes.Of(_range[pair]);
        return LaneExponential.FromMinusOneToZero(norm - TLanes.Of(1));
    }

    /// <summary>e^(N·(Norm(δᵢδᵢ) − 1)).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Strength<TLanes>(Elements<TLanes> elements, int i)
        where TLanes : struct, ILanes<TLanes>
    {
        var once = Agreement(elements, i, i);
        var power = once;
        for (var n = 1; n < _count; n++)
        {
            power *= once;
        }

        return power;
    }

    /// <summary>βᵢ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Of<TLanes>(Elements<TLanes> elements, int i)
        where TLanes : struct, ILanes<TLanes>
    {
        var agreement = TLanes.Of(0);
        for (var j = 0; j < _count; j++)
        {
            agreement += TLanes.Of(_inter[(i * _count) + j]) * Agreement(elements, i, j);
        }

        return TLanes.Of(_intra[i]) * Strength(elements, i) * agreement;
    }
}
