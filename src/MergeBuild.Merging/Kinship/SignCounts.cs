using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MergeBuild.Merging.Kinship;

/// <summary>Counts over two task vectors. They are whole numbers, so no order of counting changes them.</summary>
internal static class SignCounts
{
    private const int MagnitudeMask = int.MaxValue;

    /// <summary>How many elements are large enough in both, and in how many of those the signs differ.</summary>
    /// <param name="first">Elements of the first.</param>
    /// <param name="second">As many of the second.</param>
    /// <param name="firstLimit">The least magnitude in the first, as the bits of a float32; above 0.</param>
    /// <param name="secondLimit">The least magnitude in the second.</param>
    public static (int Both, int Conflicts) Compare(ReadOnlySpan<float> first, ReadOnlySpan<float> second, int firstLimit, int secondLimit)
    {
        var x = MemoryMarshal.Cast<float, int>(first);
        var y = MemoryMarshal.Cast<float, int>(second);
        var (both, conflicts) = (Vector256<int>.Zero, Vector256<int>.Zero);
        var mask = Vector256.Create(MagnitudeMask);
        var (least, otherLeast) = (Vector256.Create(firstLimit), Vector256.Create(secondLimit));
        var i = 0;
        for (; i <= x.Length - Vector256<int>.Count; i += Vector256<int>.Count)
        {
            var (a, b) = (Vector256.Create(x[i..]), Vector256.Create(y[i..]));
            var large = Vector256.GreaterThanOrEqual(a & mask, least) & Vector256.GreaterThanOrEqual(b & mask, otherLeast);
            both -= large;
            conflicts -= large & Vector256.LessThan(a ^ b, Vector256<int>.Zero);
        }

        var counts = (Both: Vector256.Sum(both), Conflicts: Vector256.Sum(conflicts));
        for (; i < x.Length; i++)
        {
            var large = (x[i] & MagnitudeMask) >= firstLimit && (y[i] & MagnitudeMask) >= secondLimit;
            counts.Both += large ? 1 : 0;
            counts.Conflicts += large && (x[i] ^ y[i]) < 0 ? 1 : 0;
        }

        return counts;
    }

    /// <summary>How many elements are large enough.</summary>
    public static int Large(ReadOnlySpan<float> elements, int limit) => Compare(elements, elements, limit, limit).Both;
}
