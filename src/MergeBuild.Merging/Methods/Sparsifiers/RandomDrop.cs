using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MergeBuild.Merging.Numerics;

namespace MergeBuild.Merging.Methods.Sparsifiers;

/// <summary>Keeps each element with the probability <c>density</c>.</summary>
internal sealed class RandomDrop(RandomNumbers numbers, double density) : ISparsifier
{
    private const int DrawCount = 1024;

    private readonly ulong _threshold = (ulong)Math.Round(density * RandomNumbers.Range);

    public bool IsOnlySelection => true;

    public bool NeedsPass => false;

    public double Factor => 1;

    public void Accumulate(Span<float> delta, long firstElement)
    {
    }

    public void CompletePass()
    {
    }

    public void Apply(Span<float> delta, long firstElement)
    {
        var draws = (Span<uint>)stackalloc uint[DrawCount];
        for (var start = 0; start < delta.Length; start += DrawCount)
        {
            var part = delta[start..Math.Min(start + DrawCount, delta.Length)];
            numbers.Fill(draws[..part.Length], firstElement + start);
            Clear(part, draws, _threshold);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Clear(Span<float> elements, ReadOnlySpan<uint> draws, ulong threshold)
    {
        if (threshold == 0)
        {
            elements.Clear();
            return;
        }

        // A threshold of the whole range does not fit a lane; one less does.
        var last = (uint)(threshold - 1);
        var limits = Vector512.Create(last);
        var i = 0;
        for (; i <= elements.Length - Vector512<float>.Count; i += Vector512<float>.Count)
        {
            var isKept = Vector512.LessThanOrEqual(Vector512.Create(draws[i..]), limits).AsSingle();
            (Vector512.Create<float>(elements[i..]) & isKept).CopyTo(elements[i..]);
        }

        for (; i < elements.Length; i++)
        {
            elements[i] = draws[i] <= last ? elements[i] : 0;
        }
    }
}
