using MergeBuild.Merging.Numerics;

namespace MergeBuild.Merging.Methods.Combinations;

/// <summary>
/// Spherical interpolation of two operands: sin((1−t)θ)/sin θ · x₀ + sin(tθ)/sin θ · x₁, with θ the angle between them;
/// a straight line where sin θ is as good as zero.
/// </summary>
internal sealed class SphericalRule(double t) : ICombinationRule
{
    private const double SmallestNorm = 1e-7;
    private const double SmallestSine = 1e-8;

    public void Coefficients(Gram gram, Span<float> coefficients)
    {
        var (first, second) = Between(gram[0, 0], gram[1, 1], gram[0, 1]);
        coefficients[0] = first;
        coefficients[1] = second;
    }

    public (float First, float Second) Between(double square0, double square1, double product)
    {
        var norms = Math.Max(Math.Sqrt(square0), SmallestNorm) * Math.Max(Math.Sqrt(square1), SmallestNorm);
        var angle = Trigonometry.Acos(Math.Clamp(product / norms, -1, 1));
        var sine = Trigonometry.Sin(angle);
        return Math.Abs(sine) < SmallestSine
            ? ((float)(1 - t), (float)t)
            : ((float)(Trigonometry.Sin((1 - t) * angle) / sine), (float)(Trigonometry.Sin(t * angle) / sine));
    }
}
