using System.Runtime.CompilerServices;

namespace MergeBuild.Evaluation.Numerics;

/// <summary>x · sigmoid(x), called SiLU or Swish (Elfwing et al., 2017).</summary>
internal readonly struct Silu : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Of<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> => x * ElementFunctions.Sigmoid(x);
}

/// <summary>x · Φ(x), by the error function (Hendrycks and Gimpel, 2016).</summary>
internal readonly struct Gelu : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Of<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> =>
        TLanes.Of(0.5f) * x * ElementFunctions.ComplementaryError(x * TLanes.Of(-0.70710678f));
}

/// <summary>
/// The approximation of GELU by a hyperbolic tangent, 0.5·x·(1 + tanh u) with u = √(2/π)·(x + 0.044715·x³). In the form
/// x · sigmoid(2u), which is the same, nothing cancels.
/// </summary>
internal readonly struct TanhGelu : IActivation
{
    private const float TwiceRootOfTwoOverPi = 1.59576912f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Of<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        var factor = TLanes.FusedMultiplyAdd(TLanes.Of(0.044715f) * x, x, TLanes.Of(1));
        return x * ElementFunctions.Sigmoid(TLanes.Of(TwiceRootOfTwoOverPi) * x * factor);
    }
}

/// <summary>x · sigmoid(1.702·x).</summary>
internal readonly struct QuickGelu : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Of<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> => x * ElementFunctions.Sigmoid(TLanes.Of(1.702f) * x);
}

/// <summary>The larger of x and 0.</summary>
internal readonly struct Relu : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Of<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> => TLanes.Choose(TLanes.IsGreater(TLanes.Of(0), x), TLanes.Of(0), x);
}

/// <summary>The hyperbolic tangent.</summary>
internal readonly struct HyperbolicTangent : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Of<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> => ElementFunctions.Tanh(x);
}
