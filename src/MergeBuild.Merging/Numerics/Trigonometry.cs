namespace MergeBuild.Merging.Numerics;

/// <summary>
/// Sine and arc cosine from additions, multiplications, divisions and square roots alone, which IEEE 754 defines to the
/// last bit. The functions of the C library differ from system to system, and a merge must not.
/// </summary>
internal static class Trigonometry
{
    // The 21st power of π/4 over 21! is below the last bit of a float64.
    private const int LastTerm = 21;

    private const int NewtonSteps = 3;

    /// <summary>sin x for x from 0 to π.</summary>
    public static double Sin(double x) => x switch
    {
        > Math.PI / 2 => Sin(Math.PI - x),
        > Math.PI / 4 => CosSeries((Math.PI / 2) - x),
        _ => SinSeries(x),
    };

    /// <summary>cos x for x from 0 to π.</summary>
    public static double Cos(double x) => x switch
    {
        > Math.PI / 2 => -Cos(Math.PI - x),
        > Math.PI / 4 => SinSeries((Math.PI / 2) - x),
        _ => CosSeries(x),
    };

    /// <summary>The angle from 0 to π whose cosine is given; values beyond ±1 count as ±1.</summary>
    public static double Acos(double cosine)
    {
        if (cosine >= 1)
        {
            return 0;
        }

        if (cosine < 0)
        {
            return Math.PI - Acos(-cosine);
        }

        // Abramowitz and Stegun 4.4.45, good to 7e-5; each of Newton's steps squares the error.
        var angle = Math.Sqrt(1 - cosine) * (1.5707288 + (cosine * (-0.2121144 + (cosine * (0.0742610 - (cosine * 0.0187293))))));
        for (var step = 0; step < NewtonSteps; step++)
        {
            angle += (Cos(angle) - cosine) / Sin(angle);
        }

        return angle;
    }

    private static double SinSeries(double x)
    {
        var (term, sum) = (x, x);
        for (var n = 3; n <= LastTerm; n += 2)
        {
            term *= -x * x / (n * (n - 1));
            sum += term;
        }

        return sum;
    }

    private static double CosSeries(double x)
    {
        var (term, sum) = (1.0, 1.0);
        for (var n = 2; n <= LastTerm; n += 2)
        {
            term *= -x * x / (n * (n - 1));
            sum += term;
        }

        return sum;
    }
}
