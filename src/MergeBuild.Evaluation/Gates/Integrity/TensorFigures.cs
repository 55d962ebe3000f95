namespace MergeBuild.Evaluation.Gates.Integrity;

/// <summary>Figures of one tensor of one model; sums of squares are over the finite values.</summary>
/// <param name="Count">How many values.</param>
/// <param name="NotFinite">How many of them are NaN or infinite.</param>
/// <param name="Minimum">The least finite value; 0 where there is none.</param>
/// <param name="Maximum">The greatest finite value; 0 where there is none.</param>
/// <param name="SquareSum">Σx².</param>
public sealed record TensorFigures(long Count, long NotFinite, double Minimum, double Maximum, double SquareSum)
{
    /// <summary>√(Σx²/n).</summary>
    public double RootMeanSquare => Count > 0 ? Math.Sqrt(SquareSum / Count) : 0;

    /// <summary>The greatest |x|.</summary>
    public double Magnitude => Math.Max(Math.Abs(Minimum), Math.Abs(Maximum));

    /// <summary>Whether all values are the same one.</summary>
    public bool IsConstant => NotFinite == 0 && Minimum == Maximum && Count > 1;

    /// <summary>Whether all values are zero.</summary>
    public bool IsZero => NotFinite == 0 && Minimum == 0 && Maximum == 0 && Count > 0;
}
