using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MergeBuild.Evaluation.Numerics;

/// <summary>Applies activation functions to rows.</summary>
internal static unsafe class ActivationKernel
{
    /// <summary>x becomes f(x), times the factor of the same place if there are factors.</summary>
    public static void Apply(ActivationKind kind, Span<float> numbers, ReadOnlySpan<float> factors)
    {
        switch (kind)
        {
            case ActivationKind.Silu:
                Apply<Silu>(numbers, factors);
                break;
            case ActivationKind.Gelu:
                Apply<Gelu>(numbers, factors);
                break;
            case ActivationKind.TanhGelu:
                Apply<TanhGelu>(numbers, factors);
                break;
            case ActivationKind.QuickGelu:
                Apply<QuickGelu>(numbers, factors);
                break;
            case ActivationKind.Relu:
                Apply<Relu>(numbers, factors);
                break;
            default:
                Apply<HyperbolicTangent>(numbers, factors);
                break;
        }
    }

    private static void Apply<TActivation>(Span<float> numbers, ReadOnlySpan<float> factors)
        where TActivation : struct, IActivation
    {
        fixed (float* x = numbers)
        fixed (float* factor = factors)
        {
            nint done = 0;
            if (Vector512.IsHardwareAccelerated)
            {
                done = Run<TActivation, Lanes512>(x, factor, 0, numbers.Length);
            }
            else if (Vector256.IsHardwareAccelerated)
            {
                done = Run<TActivation, Lanes256>(x, factor, 0, numbers.Length);
            }
            else
            {
                done = Run<TActivation, Lanes128>(x, factor, 0, numbers.Length);
            }

            Run<TActivation, ScalarLanes>(x, factor, done, numbers.Length);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static nint Run<TActivation, TLanes>(float* x, float* factors, nint start, nint end)
        where TActivation : struct, IActivation
        where TLanes : struct, ILanes<TLanes>
    {
        var i = start;
        for (; i + TLanes.Count <= end; i += TLanes.Count)
        {
            var value = TActivation.Of(TLanes.Load(x + i));
            TLanes.Store(factors is null ? value : value * TLanes.Load(factors + i), x + i);
        }

        return i;
    }
}
