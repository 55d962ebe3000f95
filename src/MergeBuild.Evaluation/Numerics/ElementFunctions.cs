using System.Runtime.CompilerServices;

namespace MergeBuild.Evaluation.Numerics;

/// <summary>
/// Exponential and its relatives from additions, multiplications and divisions alone, each rounded once, so that they have
/// the same bits on every machine; the C library's differ.
/// </summary>
internal static class ElementFunctions
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private const float LargestExponent = 88.37f;
    private const float SmallestExponent = -87.33f;
    private const float Log2E = 1.44269504f;

    // ln 2 in two parts, the first of which has so few bits that its multiples by whole numbers are exact.
    private const float Ln2High = 0.693359375f;
    private const float Ln2Low = -2.12194440e-4f;

    // Adding this rounds a small number to a whole one, and leaves that plus the bias of exponents in the lowest bits.
    private const float Rounder = 12582912 + 127;

    /// <summary>eˣ within two units in the last place. Beyond the range of normal numbers, that of the range's end.</summary>
    [MethodImpl(Inline)]
    public static TLanes Exp<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        x = TLanes.Choose(TLanes.IsGreater(x, TLanes.Of(LargestExponent)), TLanes.Of(LargestExponent), x);
        x = TLanes.Choose(TLanes.IsGreater(TLanes.Of(SmallestExponent), x), TLanes.Of(SmallestExponent), x);
        var shifted = TLanes.FusedMultiplyAdd(x, TLanes.Of(Log2E), TLanes.Of(Rounder));
        var n = shifted - TLanes.Of(Rounder);
        var r = TLanes.FusedMultiplyAdd(n, TLanes.Of(-Ln2High), x);
        r = TLanes.FusedMultiplyAdd(n, TLanes.Of(-Ln2Low), r);

        // The series to r⁷/7!; what is left out is below 1e-8 for |r| up to half of ln 2.
        var sum = TLanes.FusedMultiplyAdd(TLanes.Of(1f / 5040), r, TLanes.Of(1f / 720));
        sum = TLanes.FusedMultiplyAdd(sum, r, TLanes.Of(1f / 120));
        sum = TLanes.FusedMultiplyAdd(sum, r, TLanes.Of(1f / 24));
        sum = TLanes.FusedMultiplyAdd(sum, r, TLanes.Of(1f / 6));
        sum = TLanes.FusedMultiplyAdd(sum, r, TLanes.Of(1f / 2));
        sum = TLanes.FusedMultiplyAdd(sum, r, TLanes.Of(1));
        sum = TLanes.FusedMultiplyAdd(sum, r, TLanes.Of(1));
        return sum * TLanes.WithExponentOfLowestBits(shifted);
    }

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    [MethodImpl(Inline)]
    public static TLanes Sigmoid<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> =>
        TLanes.Of(1) / (TLanes.Of(1) + Exp(TLanes.Of(0) - x));

    /// <summary>The hyperbolic tangent: near 0 the polynomial of Cephes' <c>tanhf</c>, elsewhere by the exponential.</summary>
    [MethodImpl(Inline)]
    public static TLanes Tanh<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        var square = x * x;
        var p = TLanes.FusedMultiplyAdd(TLanes.Of(-5.70498872745e-3f), square, TLanes.Of(2.06390887954e-2f));
        p = TLanes.FusedMultiplyAdd(p, square, TLanes.Of(-5.37397155531e-2f));
        p = TLanes.FusedMultiplyAdd(p, square, TLanes.Of(1.33314422036e-1f));
        p = TLanes.FusedMultiplyAdd(p, square, TLanes.Of(-3.33332819422e-1f));
        var near = TLanes.FusedMultiplyAdd(p * square, x, x);
        var magnitude = TLanes.Magnitude(x);
        var far = TLanes.Of(1) - (TLanes.Of(2) / (Exp(magnitude + magnitude) + TLanes.Of(1)));
        far = TLanes.Choose(TLanes.IsGreater(TLanes.Of(0), x), TLanes.Of(0) - far, far);
        return TLanes.Choose(TLanes.IsGreater(magnitude, TLanes.Of(0.625f)), far, near);
    }

    /// <summary>
    /// 1 − erf x with a relative error below 1.2e-7 before rounding: the Chebyshev fit of Press et al., Numerical Recipes,
    /// section 6.2.
    /// </summary>
    [MethodImpl(Inline)]
    public static TLanes ComplementaryError<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        var z = TLanes.Magnitude(x);
        var t = TLanes.Of(1) / TLanes.FusedMultiplyAdd(TLanes.Of(0.5f), z, TLanes.Of(1));
        var sum = TLanes.FusedMultiplyAdd(TLanes.Of(0.17087277f), t, TLanes.Of(-0.82215223f));
        sum = TLanes.FusedMultiplyAdd(sum, t, TLanes.Of(1.48851587f));
        sum = TLanes.FusedMultiplyAdd(sum, t, TLanes.Of(-1.13520398f));
        sum = TLanes.FusedMultiplyAdd(sum, t, TLanes.Of(0.27886807f));
        sum = TLanes.FusedMultiplyAdd(sum, t, TLanes.Of(-0.18628806f));
        sum = TLanes.FusedMultiplyAdd(sum, t, TLanes.Of(0.09678418f));
        sum = TLanes.FusedMultiplyAdd(sum, t, TLanes.Of(0.37409196f));
        sum = TLanes.FusedMultiplyAdd(sum, t, TLanes.Of(1.00002368f));
        sum = TLanes.FusedMultiplyAdd(sum, t, TLanes.Of(-1.26551223f));
        var right = t * Exp(sum - (z * z));
        return TLanes.Choose(TLanes.IsGreater(TLanes.Of(0), x), TLanes.Of(2) - right, right);
    }
}
