namespace MergeBuild.Merging.Kinship;

/// <summary>
/// What is summed over the elements of two experts, over a tensor or several; x and y are the experts, δ and ε their task vectors.
/// "Top" elements are those of largest magnitude of a task vector, a share of each tensor; see <see cref="MagnitudeSteps"/>.
/// </summary>
public sealed record PairSums
{
    /// <summary>The sums of nothing.</summary>
    public static PairSums Zero { get; } = new();

    /// <summary>Tensors that both have.</summary>
    public int Tensors { get; init; }

    /// <summary>Those of them in which both are equal, element for element.</summary>
    public int IdenticalTensors { get; init; }

    /// <summary>Σ x².</summary>
    public double FirstSquares { get; init; }

    /// <summary>Σ y².</summary>
    public double SecondSquares { get; init; }

    /// <summary>Σ x·y.</summary>
    public double Product { get; init; }

    /// <summary>Σ δ².</summary>
    public double FirstDeltaSquares { get; init; }

    /// <summary>Σ ε².</summary>
    public double SecondDeltaSquares { get; init; }

    /// <summary>Σ δ·ε.</summary>
    public double DeltaProduct { get; init; }

    /// <summary>Elements where neither task vector is zero.</summary>
    public long Both { get; init; }

    /// <summary>Those of them where the signs differ.</summary>
    public long Conflicts { get; init; }

    /// <summary>Top elements of the first.</summary>
    public long FirstTop { get; init; }

    /// <summary>Top elements of the second.</summary>
    public long SecondTop { get; init; }

    /// <summary>Elements that are among the top ones of both.</summary>
    public long TopBoth { get; init; }

    /// <summary>Those of them where the signs differ.</summary>
    public long TopConflicts { get; init; }

    /// <summary>Cosine of the weights: kinship.</summary>
    public double? WeightCosine => ExpertSums.Ratio(Product, Math.Sqrt(FirstSquares) * Math.Sqrt(SecondSquares));

    /// <summary>Cosine of the task vectors.</summary>
    public double? Cosine => ExpertSums.Ratio(DeltaProduct, Math.Sqrt(FirstDeltaSquares) * Math.Sqrt(SecondDeltaSquares));

    /// <summary>Norm of the first task vector over that of the second.</summary>
    public double? NormRatio => ExpertSums.Ratio(Math.Sqrt(FirstDeltaSquares), Math.Sqrt(SecondDeltaSquares));

    /// <summary>The sign conflict rate: of the elements that both changed, the share that they moved apart. Chance alone gives a half.</summary>
    public double? SignConflict => ExpertSums.Ratio(Conflicts, Both);

    /// <summary>The same, of the elements that are among the top ones of both.</summary>
    public double? TopSignConflict => ExpertSums.Ratio(TopConflicts, TopBoth);

    /// <summary>
    /// Of the top elements of either, on average, the share that meets a top element of the other with the other sign: what ties has
    /// to decide about. Chance alone gives half the share that counts as top.
    /// </summary>
    public double? Contested => ExpertSums.Ratio(2.0 * TopConflicts, FirstTop + SecondTop);

    /// <summary>The share of tensors in which both are equal.</summary>
    public double? IdenticalShare => ExpertSums.Ratio(IdenticalTensors, Tensors);

    /// <summary>The sums over both.</summary>
    public static PairSums operator +(PairSums left, PairSums right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new PairSums
        {
            Tensors = left.Tensors + right.Tensors,
            IdenticalTensors = left.IdenticalTensors + right.IdenticalTensors,
            FirstSquares = left.FirstSquares + right.FirstSquares,
            SecondSquares = left.SecondSquares + right.SecondSquares,
            Product = left.Product + right.Product,
            FirstDeltaSquares = left.FirstDeltaSquares + right.FirstDeltaSquares,
            SecondDeltaSquares = left.SecondDeltaSquares + right.SecondDeltaSquares,
            DeltaProduct = left.DeltaProduct + right.DeltaProduct,
            Both = left.Both + right.Both,
            Conflicts = left.Conflicts + right.Conflicts,
            FirstTop = left.FirstTop + right.FirstTop,
            SecondTop = left.SecondTop + right.SecondTop,
            TopBoth = left.TopBoth + right.TopBoth,
            TopConflicts = left.TopConflicts + right.TopConflicts,
        };
    }
}
