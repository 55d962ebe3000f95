using MergeBuild.Merging.Numerics;

namespace MergeBuild.Merging.Methods.Matrices;

/// <summary>Sums of products of vectors, and the vectors at right angles that are nearest to given ones.</summary>
internal static class Orthogonal
{
    /// <summary>The matrix Σᵢ fᵢ·leftᵢ·rightᵢᵀ.</summary>
    public static VectorSet Sum(VectorSet left, IEnumerable<double> factors, VectorSet right, int count, int length)
    {
        var sum = new VectorSet(count, length);
        var scaled = factors.ToArray();
        for (var row = 0; row < count; row++)
        {
            for (var i = 0; i < scaled.Length; i++)
            {
                VectorArithmetic.Add(sum[row], scaled[i] * left[i][row], right[i]);
            }
        }

        return sum;
    }

    /// <summary>
    /// Whitens vectors (the orthogonal Procrustes problem): those of a matrix PDQᵀ become those of PQᵀ. Directions that
    /// they do not have stay absent. The given vectors are overwritten.
    /// </summary>
    public static VectorSet Whiten(VectorSet vectors)
    {
        var (count, length) = (vectors.Count, vectors.Length);
        var decomposition = SingularValues.Of(vectors);
        return Sum(decomposition.Left, Enumerable.Repeat(1.0, decomposition.Values.Length), decomposition.Right, count, length);
    }
}
