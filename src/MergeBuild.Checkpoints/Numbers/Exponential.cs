namespace MergeBuild.Checkpoints.Numbers;

/// <summary>
/// Exponential and logarithm from additions, multiplications and divisions alone, so that they have the same bits on
/// every machine; the C library's differ.
/// </summary>
public static class Exponential
{
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;
    private const int LastPower = 14;
    private const int LastOddPower = 23;
    private const double SmallestExponent = -708;

    /// <summary>eˣ for x up to 0, the only range in use; 0 where it would be subnormal.</summary>
    public static double OfNegative(double x)
    {
        if (x < SmallestExponent)
        {
            return 0;
        }

        // x = n·ln 2 + r with |r| up to half of ln 2, where 15 terms of the series reach the last bit.
        var n = Math.Round(x / (Ln2High + Ln2Low));
        var r = x - (n * Ln2High) - (n * Ln2Low);
        var sum = 1.0;
        for (var power = LastPower; power > 0; power--)
        {
            sum = 1 + (r / power * sum);
        }

        return Math.ScaleB(sum, (int)n);
    }

    /// <summary>ln x for normal positive x.</summary>
    public static double Log(double x)
    {
        var exponent = Math.ILogB(x);
        var mantissa = Math.ScaleB(x, -exponent);
        if (mantissa > 1.4142135623730951)
        {
            mantissa /= 2;
            exponent++;
        }

        // ln m = 2 artanh z with z = (m − 1) / (m + 1), at most 0.172 in magnitude.
        var z = (mantissa - 1) / (mantissa + 1);
        var square = z * z;
        var sum = 0.0;
        for (var power = LastOddPower; power > 0; power -= 2)
        {
            sum = (sum * square) + (1.0 / power);
        }

        return (2 * z * sum) + (exponent * Ln2Low) + (exponent * Ln2High);
    }
}
