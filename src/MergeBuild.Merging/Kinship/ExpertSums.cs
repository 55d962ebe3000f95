namespace MergeBuild.Merging.Kinship;

/// <summary>What is summed over the elements of an expert, over a tensor or several; b is the base, x the expert, δ = x − b.</summary>
/// <param name="Count">Elements.</param>
/// <param name="Tensors">Tensors.</param>
/// <param name="UnchangedTensors">Those of them that equal the base's.</param>
/// <param name="Squares">Σ x².</param>
/// <param name="BaseSquares">Σ b².</param>
/// <param name="Product">Σ x·b.</param>
/// <param name="DeltaSquares">Σ δ².</param>
/// <param name="Changed">Elements where δ is not zero.</param>
public sealed record ExpertSums(
    long Count, int Tensors, int UnchangedTensors, double Squares, double BaseSquares, double Product, double DeltaSquares, long Changed)
{
    /// <summary>The sums of nothing.</summary>
    public static ExpertSums Zero { get; } = new(0, 0, 0, 0, 0, 0, 0, 0);

    /// <summary>The norm of the task vector over that of the base; null where the base is zero.</summary>
    public double? RelativeNorm => Ratio(Math.Sqrt(DeltaSquares), Math.Sqrt(BaseSquares));

    /// <summary>Cosine of the expert's weights and the base's; null where one is zero.</summary>
    public double? Cosine => Ratio(Product, Math.Sqrt(Squares) * Math.Sqrt(BaseSquares));

    /// <summary>The effective density: the share of elements that the expert changed; null of nothing.</summary>
    public double? Density => Ratio(Changed, Count);

    /// <summary>The sums over both.</summary>
    public static ExpertSums operator +(ExpertSums left, ExpertSums right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new ExpertSums(
            left.Count + right.Count, left.Tensors + right.Tensors, left.UnchangedTensors + right.UnchangedTensors,
            left.Squares + right.Squares, left.BaseSquares + right.BaseSquares, left.Product + right.Product,
            left.DeltaSquares + right.DeltaSquares, left.Changed + right.Changed);
    }

    internal static double? Ratio(double numerator, double denominator) => denominator > 0 ? numerator / denominator : null;
}
