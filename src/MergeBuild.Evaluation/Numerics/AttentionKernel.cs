using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MergeBuild.Evaluation.Numerics;

/// <summary>
/// softmax(q·Kᵀ) · V for one query and one head. Products are chains over the dimensions, the result is a chain over the
/// positions in ascending order, and positions that are not seen weigh exactly nothing, so the bits do not depend on what
/// else the cache holds nor on the width of vectors.
/// </summary>
internal static unsafe class AttentionKernel
{
    /// <summary>Positions of a block of keys.</summary>
    public const int BlockPositions = 64;

    /// <summary>Dimensions of a block of values.</summary>
    public const int BlockDimensions = 64;

    private const int SumLanes = 16;

    /// <summary>Computes at the processor's width.</summary>
    /// <param name="head">Keys and values.</param>
    /// <param name="query">The query.</param>
    /// <param name="result">As many numbers as the query has.</param>
    public static void Compute(in AttentionHead head, ReadOnlySpan<float> query, Span<float> result)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Compute<Lanes512>(head, query, result);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Compute<Lanes256>(head, query, result);
        }
        else
        {
            Compute<Lanes128>(head, query, result);
        }
    }

    /// <summary>Computes at a given width.</summary>
    public static void Compute<TLanes>(in AttentionHead head, ReadOnlySpan<float> query, Span<float> result)
        where TLanes : struct, ILanes<TLanes>
    {
        var firstBlock = head.First / BlockPositions;
        var blocks = ((head.End + BlockPositions - 1) / BlockPositions) - firstBlock;
        var start = firstBlock * BlockPositions;
        var weights = ThreadScratch.Take((blocks * BlockPositions) + head.Stride);
        var sums = weights + (blocks * BlockPositions);
        fixed (float* q = query)
        {
            for (var block = 0; block < blocks; block++)
            {
                var keys = (float*)head.Keys + ((long)(firstBlock + block) * BlockPositions * head.Dimension);
                Products<TLanes>(keys, q, head, weights + (block * BlockPositions));
            }
        }

        var seen = new Span<float>(weights + (head.First - start), head.End - head.First);
        var largest = Largest(seen);
        new Span<float>(weights, head.First - start).Fill(float.NegativeInfinity);
        new Span<float>(weights + (head.End - start), (blocks * BlockPositions) - (head.End - start)).Fill(float.NegativeInfinity);
        var total = Exponentials<TLanes>(weights, blocks * BlockPositions, largest);
        WeightedSum<TLanes>(weights - start, head, sums);
        for (var i = 0; i < head.Dimension; i++)
        {
            result[i] = sums[i] / total;
        }
    }

    private static float Largest(ReadOnlySpan<float> numbers)
    {
        var largest = float.NegativeInfinity;
        foreach (var number in numbers)
        {
            largest = number > largest ? number : largest;
        }

        return largest;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Products<TLanes>(float* keys, float* query, in AttentionHead head, float* products)
        where TLanes : struct, ILanes<TLanes>
    {
        var (scale, cap) = (TLanes.Of(head.Scale), head.SoftCap);
        nint dimension = head.Dimension;
        for (var position = 0; position < BlockPositions; position += 4 * TLanes.Count)
        {
            TLanes s0 = TLanes.Of(0), s1 = TLanes.Of(0), s2 = TLanes.Of(0), s3 = TLanes.Of(0);
            var key = keys + position;
            for (nint i = 0; i < dimension; i++, key += BlockPositions)
            {
                var q = TLanes.Of(query[i]);
                s0 = TLanes.FusedMultiplyAdd(TLanes.Load(key), q, s0);
                s1 = TLanes.FusedMultiplyAdd(TLanes.Load(key + TLanes.Count), q, s1);
                s2 = TLanes.FusedMultiplyAdd(TLanes.Load(key + (2 * TLanes.Count)), q, s2);
                s3 = TLanes.FusedMultiplyAdd(TLanes.Load(key + (3 * TLanes.Count)), q, s3);
            }

            TLanes.Store(Capped(s0 * scale, cap), products + position);
            TLanes.Store(Capped(s1 * scale, cap), products + position + TLanes.Count);
            TLanes.Store(Capped(s2 * scale, cap), products + position + (2 * TLanes.Count));
            TLanes.Store(Capped(s3 * scale, cap), products + position + (3 * TLanes.Count));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Capped<TLanes>(TLanes product, float cap)
        where TLanes : struct, ILanes<TLanes> =>
        cap > 0 ? TLanes.Of(cap) * ElementFunctions.Tanh(product / TLanes.Of(cap)) : product;

    // Replaces products by e^(product − largest), those of minus infinity by 0, and adds them up: sixteen sums side by
    // side at every width, added at the end in the order of halves.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Exponentials<TLanes>(float* products, nint count, float largest)
        where TLanes : struct, ILanes<TLanes>
    {
        var sums = stackalloc float[SumLanes];
        for (nint lane = 0; lane < SumLanes; lane += TLanes.Count)
        {
            var sum = TLanes.Of(0);
            for (var i = lane; i < count; i += SumLanes)
            {
                var product = TLanes.Load(products + i);
                var isHidden = TLanes.IsGreater(TLanes.Of(float.MinValue), product);
                var value = TLanes.Choose(isHidden, TLanes.Of(0), ElementFunctions.Exp(product - TLanes.Of(largest)));
                TLanes.Store(value, products + i);
                sum += value;
            }

            TLanes.Store(sum, sums + lane);
        }

        for (var half = SumLanes / 2; half > 0; half /= 2)
        {
            for (var i = 0; i < half; i++)
            {
                sums[i] += sums[i + half];
            }
        }

        return sums[0];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WeightedSum<TLanes>(float* weights, in AttentionHead head, float* sums)
        where TLanes : struct, ILanes<TLanes>
    {
        nint stride = head.Stride;
        for (nint dimension = 0; dimension < stride; dimension += 4 * TLanes.Count)
        {
            TLanes s0 = TLanes.Of(0), s1 = TLanes.Of(0), s2 = TLanes.Of(0), s3 = TLanes.Of(0);
            var value = (float*)head.Values + (head.First * stride) + dimension;
            for (nint position = head.First; position < head.End; position++, value += stride)
            {
                var weight = TLanes.Of(weights[position]);
                s0 = TLanes.FusedMultiplyAdd(TLanes.Load(value), weight, s0);
                s1 = TLanes.FusedMultiplyAdd(TLanes.Load(value + TLanes.Count), weight, s1);
                s2 = TLanes.FusedMultiplyAdd(TLanes.Load(value + (2 * TLanes.Count)), weight, s2);
                s3 = TLanes.FusedMultiplyAdd(TLanes.Load(value + (3 * TLanes.Count)), weight, s3);
            }

            TLanes.Store(s0, sums + dimension);
            TLanes.Store(s1, sums + dimension + TLanes.Count);
            TLanes.Store(s2, sums + dimension + (2 * TLanes.Count));
            TLanes.Store(s3, sums + dimension + (3 * TLanes.Count));
        }
    }
}
