namespace MergeBuild.Merging.Numerics;

/// <summary>
/// The singular value decomposition of some vectors aₖ: aₖ = Σᵢ σᵢ·leftᵢ[k]·rightᵢ, with the σᵢ in descending order and
/// both the left and the right vectors of length 1 and at right angles. By one-sided Jacobi rotations (Hestenes, 1958):
/// pairs of vectors are turned until all are at right angles to each other. It uses additions, multiplications, divisions
/// and square roots in a fixed order on one thread, so the same bits come out everywhere; libraries promise no such thing.
/// </summary>
internal sealed class SingularValues
{
    private const double AngleTolerance = 1e-13;
    private const int MostSweeps = 60;

    // What is smaller beside the largest singular value cannot be told from the rounding of float32 weights.
    private const double RankTolerance = 1e-7;

    // Vectors that are as good as zero hold rounding alone, which turning never settles.
    private const double NegligibleLength = 1e-12;

    private SingularValues(double[] values, VectorSet left, VectorSet right)
    {
        Values = values;
        Left = left;
        Right = right;
    }

    /// <summary>σᵢ, descending, of those that are not zero beside the largest.</summary>
    public double[] Values { get; }

    /// <summary>leftᵢ, of as many elements as there are vectors.</summary>
    public VectorSet Left { get; }

    /// <summary>rightᵢ, of as many elements as the vectors have.</summary>
    public VectorSet Right { get; }

    /// <summary>Decomposes vectors, which are overwritten.</summary>
    public static SingularValues Of(VectorSet vectors)
    {
        var turns = new VectorSet(vectors.Count, vectors.Count);
        var squares = new double[vectors.Count];
        for (var i = 0; i < vectors.Count; i++)
        {
            turns[i][i] = 1;
        }

        for (var sweep = 0; vectors.Count > 1 && sweep < MostSweeps && Sweep(vectors, turns, squares); sweep++)
        {
        }

        return Sort(vectors, turns, squares);
    }

    private static bool Sweep(VectorSet vectors, VectorSet turns, double[] squares)
    {
        for (var i = 0; i < vectors.Count; i++)
        {
            squares[i] = Reductions.Dot(vectors[i], vectors[i]);
        }

        var negligible = squares.Max() * NegligibleLength * NegligibleLength;
        var hasTurned = false;
        for (var i = 0; i < vectors.Count - 1; i++)
        {
            for (var j = i + 1; j < vectors.Count; j++)
            {
                var product = Reductions.Dot(vectors[i], vectors[j]);
                if (squares[i] <= negligible || squares[j] <= negligible ||
                    Math.Abs(product) <= AngleTolerance * Math.Sqrt(squares[i]) * Math.Sqrt(squares[j]))
                {
                    continue;
                }

                var (cosine, sine, tangent) = Turn(squares[i], squares[j], product);
                VectorArithmetic.Turn(vectors[i], vectors[j], cosine, sine);
                VectorArithmetic.Turn(turns[i], turns[j], cosine, sine);
                squares[i] -= tangent * product;
                squares[j] += tangent * product;
                hasTurned = true;
            }
        }

        return hasTurned;
    }

    // The smaller of the two angles that make the product zero.
    private static (double Cosine, double Sine, double Tangent) Turn(double squareI, double squareJ, double product)
    {
        var ratio = (squareJ - squareI) / (2 * product);
        var tangent = (ratio < 0 ? -1 : 1) / (Math.Abs(ratio) + Math.Sqrt(1 + (ratio * ratio)));
        var cosine = 1 / Math.Sqrt(1 + (tangent * tangent));
        return (cosine, cosine * tangent, tangent);
    }

    private static SingularValues Sort(VectorSet vectors, VectorSet turns, double[] squares)
    {
        for (var i = 0; i < vectors.Count; i++)
        {
            squares[i] = Reductions.Dot(vectors[i], vectors[i]);
        }

        var smallest = squares.DefaultIfEmpty().Max() * RankTolerance * RankTolerance;
        var order = Enumerable.Range(0, vectors.Count).Where(i => squares[i] > smallest).OrderByDescending(i => squares[i]).ToArray();
        var left = new VectorSet(order.Length, vectors.Count);
        var right = new VectorSet(order.Length, vectors.Length);
        var values = new double[order.Length];
        for (var i = 0; i < order.Length; i++)
        {
            values[i] = Math.Sqrt(squares[order[i]]);
            turns[order[i]].CopyTo(left[i]);
            VectorArithmetic.Add(right[i], 1 / values[i], vectors[order[i]]);
        }

        return new SingularValues(values, left, right);
    }
}
