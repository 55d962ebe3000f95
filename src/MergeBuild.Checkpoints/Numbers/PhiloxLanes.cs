using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MergeBuild.Checkpoints.Numbers;

/// <summary>
/// <see cref="Philox"/> for sixteen counters at once. A word of the state lies in the lower half of 64 bits, one lane for
/// each counter: there the multiplication of two words has its whole product, whose upper half a shift brings down. What
/// that leaves in the upper halves, no multiplication looks at.
/// </summary>
internal static unsafe class PhiloxLanes
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>Counters of one call.</summary>
    public const int Counters = 16;

    /// <summary>Whether the processor multiplies the halves of lanes.</summary>
    public static bool IsSupported => Avx2.IsSupported;

    /// <summary>Writes the numbers of a counter and of the fifteen that follow it.</summary>
    /// <param name="key">The generator's key.</param>
    /// <param name="counter">The first counter; the upper half of every counter is zero.</param>
    /// <param name="numbers">Four numbers for each counter, as <see cref="Philox.At"/> gives them.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void At(ulong key, ulong counter, uint* numbers)
    {
        // In this order of the lanes the numbers come out in the order of the counters.
        var lanes = Vector512.Create(0ul, 4, 1, 5, 2, 6, 3, 7);
        var a0 = Vector512.Create(counter) + lanes;
        var b0 = Vector512.Create(counter + (Counters / 2)) + lanes;
        var (a1, a2, a3) = (a0 >> 32, Vector512<ulong>.Zero, Vector512<ulong>.Zero);
        var (b1, b2, b3) = (b0 >> 32, Vector512<ulong>.Zero, Vector512<ulong>.Zero);
        var multiplier0 = Vector512.Create((ulong)Philox.Multiplier0);
        var multiplier1 = Vector512.Create((ulong)Philox.Multiplier1);
        var (key0, key1) = ((uint)key, (uint)(key >> 32));
        for (var round = 0; round < Philox.Rounds; round++)
        {
            var (keys0, keys1) = (Vector512.Create((ulong)key0), Vector512.Create((ulong)key1));
            Round(ref a0, ref a1, ref a2, ref a3, keys0, keys1, multiplier0, multiplier1);
            Round(ref b0, ref b1, ref b2, ref b3, keys0, keys1, multiplier0, multiplier1);
            key0 += Philox.Weyl0;
            key1 += Philox.Weyl1;
        }

        Store(Pair(a0, a1), Pair(a2, a3), numbers);
        Store(Pair(b0, b1), Pair(b2, b3), numbers + (Counters / 2 * Philox.NumbersPerCounter));
    }

    [MethodImpl(Inline)]
    private static void Round(
        ref Vector512<ulong> x0, ref Vector512<ulong> x1, ref Vector512<ulong> x2, ref Vector512<ulong> x3,
        Vector512<ulong> keys0, Vector512<ulong> keys1, Vector512<ulong> multiplier0, Vector512<ulong> multiplier1)
    {
        var product0 = Multiply(x0, multiplier0);
        var product1 = Multiply(x2, multiplier1);
        x0 = (product1 >> 32) ^ x1 ^ keys0;
        x1 = product1;
        x2 = (product0 >> 32) ^ x3 ^ keys1;
        x3 = product0;
    }

    [MethodImpl(Inline)]
    private static Vector512<ulong> Multiply(Vector512<ulong> left, Vector512<ulong> right) => Avx512F.IsSupported
        ? Avx512F.Multiply(left.AsUInt32(), right.AsUInt32())
        : Vector512.Create(
            Avx2.Multiply(left.GetLower().AsUInt32(), right.GetLower().AsUInt32()),
            Avx2.Multiply(left.GetUpper().AsUInt32(), right.GetUpper().AsUInt32()));

    [MethodImpl(Inline)]
    private static Vector512<ulong> Pair(Vector512<ulong> first, Vector512<ulong> second) =>
        (first & Vector512.Create((ulong)uint.MaxValue)) | (second << 32);

    // The first and second words of a counter beside the third and fourth.
    [MethodImpl(Inline)]
    private static void Store(Vector512<ulong> firstWords, Vector512<ulong> lastWords, uint* numbers)
    {
        if (Avx512F.IsSupported)
        {
            Avx512F.UnpackLow(firstWords, lastWords).AsUInt32().Store(numbers);
            Avx512F.UnpackHigh(firstWords, lastWords).AsUInt32().Store(numbers + Vector512<uint>.Count);
        }
        else
        {
            Avx2.UnpackLow(firstWords.GetLower(), lastWords.GetLower()).AsUInt32().Store(numbers);
            Avx2.UnpackLow(firstWords.GetUpper(), lastWords.GetUpper()).AsUInt32().Store(numbers + Vector256<uint>.Count);
            Avx2.UnpackHigh(firstWords.GetLower(), lastWords.GetLower()).AsUInt32().Store(numbers + (2 * Vector256<uint>.Count));
            Avx2.UnpackHigh(firstWords.GetUpper(), lastWords.GetUpper()).AsUInt32().Store(numbers + (3 * Vector256<uint>.Count));
        }
    }
}
