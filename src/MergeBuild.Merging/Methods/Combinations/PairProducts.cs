using MergeBuild.Merging.Numerics;

namespace MergeBuild.Merging.Methods.Combinations;

/// <summary>The dot products of all pairs of some arrays, several of them in one reading of the arrays.</summary>
internal static unsafe class PairProducts
{
    /// <summary>Computes the products.</summary>
    /// <param name="arrays">The arrays.</param>
    /// <param name="start">Where in each array to begin.</param>
    /// <param name="length">How many elements.</param>
    /// <param name="products">Product of arrays i and j ≥ i at i · count + j; the others are left as they are.</param>
    public static void Of(ReadOnlySpan<nint> arrays, int start, int length, Span<double> products)
    {
        var count = arrays.Length;
        for (var i = 0; i < count; i += 2)
        {
            var first = Part(arrays[i], start, length);
            if (i + 1 == count)
            {
                products[(i * count) + i] = Reductions.Dot(first, first);
                continue;
            }

            var second = Part(arrays[i + 1], start, length);
            (products[(i * count) + i], products[(i * count) + i + 1], products[((i + 1) * count) + i + 1]) = Reductions.Dots(first, second);
            for (var j = i + 2; j < count; j++)
            {
                (products[(i * count) + j], products[((i + 1) * count) + j]) = Reductions.DotsWith(Part(arrays[j], start, length), first, second);
            }
        }
    }

    private static ReadOnlySpan<float> Part(nint array, int start, int length) => new((float*)array + start, length);
}
