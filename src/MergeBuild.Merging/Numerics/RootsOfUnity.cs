using System.Numerics;

namespace MergeBuild.Merging.Numerics;

/// <summary>Points of the unit circle.</summary>
internal static class RootsOfUnity
{
    /// <summary>e^(−2πik/n) for k from 0 to n − 1.</summary>
    public static Complex At(long k, long n)
    {
        // The lower half of the circle mirrors the upper, where sine and cosine are defined.
        var isMirrored = 2 * k > n;
        var angle = Math.PI * (2.0 * (isMirrored ? n - k : k) / n);
        var sine = Trigonometry.Sin(angle);
        return new Complex(Trigonometry.Cos(angle), isMirrored ? sine : -sine);
    }
}
