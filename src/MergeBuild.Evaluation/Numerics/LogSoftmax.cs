using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MergeBuild.Checkpoints.Numbers;

namespace MergeBuild.Evaluation.Numerics;

/// <summary>The logarithm of a softmax at one place: exponentials in float32, their sum in float64 in ascending order.</summary>
internal static unsafe class LogSoftmax
{
    private const int BlockLength = 1024;

    /// <summary>logits[index] − ln Σ e^logits, and whether no other logit is larger or comes first among equals.</summary>
    /// <returns>NaN where a logit is NaN or infinite: nothing is generated from such logits either.</returns>
    public static (double LogProbability, bool IsMostLikely) At(ReadOnlySpan<float> logits, int index)
    {
        var best = MostLikely(logits);
        if (!AreFinite(logits))
        {
            return (double.NaN, false);
        }

        var sum = 0.0;
        Span<float> block = stackalloc float[BlockLength];
        for (var rest = logits; rest.Length > 0; rest = rest[Math.Min(BlockLength, rest.Length)..])
        {
            var part = block[..Math.Min(BlockLength, rest.Length)];
            rest[..part.Length].CopyTo(part);
            Exponentials(part, logits[best]);
            foreach (var exponential in part)
            {
                sum += exponential;
            }
        }

        return (logits[index] - (double)logits[best] - Exponential.Log(sum), best == index);
    }

    /// <summary>Whether every logit is a number and not infinite.</summary>
    public static bool AreFinite(ReadOnlySpan<float> logits)
    {
        var areFinite = true;
        foreach (var logit in logits)
        {
            areFinite &= float.IsFinite(logit);
        }

        return areFinite;
    }

    /// <summary>The index of the largest logit, the first of several.</summary>
    public static int MostLikely(ReadOnlySpan<float> logits)
    {
        var best = 0;
        for (var i = 1; i < logits.Length; i++)
        {
            best = logits[i] > logits[best] ? i : best;
        }

        return best;
    }

    private static void Exponentials(Span<float> numbers, float largest)
    {
        fixed (float* x = numbers)
        {
            var done = Vector512.IsHardwareAccelerated ? Run<Lanes512>(x, 0, numbers.Length, largest)
                : Vector256.IsHardwareAccelerated ? Run<Lanes256>(x, 0, numbers.Length, largest)
                : Run<Lanes128>(x, 0, numbers.Length, largest);
            Run<ScalarLanes>(x, done, numbers.Length, largest);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static nint Run<TLanes>(float* x, nint start, nint end, float largest)
        where TLanes : struct, ILanes<TLanes>
    {
        var i = start;
        for (; i + TLanes.Count <= end; i += TLanes.Count)
        {
            TLanes.Store(ElementFunctions.Exp(TLanes.Load(x + i) - TLanes.Of(largest)), x + i);
        }

        return i;
    }
}
