using System.Runtime.CompilerServices;

namespace MergeBuild.Evaluation.Numerics;

/// <summary>
/// The innermost block of a matrix product: six rows of activations by two vectors of outputs, with all sums in
/// registers. Each sum is a chain of fused multiply-adds over the inputs in ascending order, from what it was before.
/// </summary>
internal static unsafe class MatrixTile
{
    /// <summary>Rows of a tile. With two vectors they keep twelve chains going, which hides the latency of the additions.</summary>
    public const int Rows = 6;

    /// <summary>Adds the products of some inputs to a tile's sums.</summary>
    /// <param name="weights">Widened weights, <see cref="PackedMatrix.PanelWidth"/> numbers an input.</param>
    /// <param name="activations">Packed activations, <see cref="Rows"/> numbers an input.</param>
    /// <param name="inputs">How many inputs.</param>
    /// <param name="sums">Rows of <see cref="PackedMatrix.PanelWidth"/> numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add<TLanes>(float* weights, float* activations, nint inputs, float* sums)
        where TLanes : struct, ILanes<TLanes>
    {
        const int Width = PackedMatrix.PanelWidth;
        for (var output = 0; output < Width; output += 2 * TLanes.Count)
        {
            var w = weights + output;
            var a = activations;
            var s = sums + output;
            var t = s + TLanes.Count;
            TLanes s0 = TLanes.Load(s), s1 = TLanes.Load(s + Width), s2 = TLanes.Load(s + (2 * Width));
            TLanes s3 = TLanes.Load(s + (3 * Width)), s4 = TLanes.Load(s + (4 * Width)), s5 = TLanes.Load(s + (5 * Width));
            TLanes t0 = TLanes.Load(t), t1 = TLanes.Load(t + Width), t2 = TLanes.Load(t + (2 * Width));
            TLanes t3 = TLanes.Load(t + (3 * Width)), t4 = TLanes.Load(t + (4 * Width)), t5 = TLanes.Load(t + (5 * Width));
            for (var i = inputs; i > 0; i--)
            {
                var (first, second) = (TLanes.Load(w), TLanes.Load(w + TLanes.Count));
                var row = TLanes.Of(a[0]);
                (s0, t0) = (TLanes.FusedMultiplyAdd(first, row, s0), TLanes.FusedMultiplyAdd(second, row, t0));
                row = TLanes.Of(a[1]);
                (s1, t1) = (TLanes.FusedMultiplyAdd(first, row, s1), TLanes.FusedMultiplyAdd(second, row, t1));
                row = TLanes.Of(a[2]);
                (s2, t2) = (TLanes.FusedMultiplyAdd(first, row, s2), TLanes.FusedMultiplyAdd(second, row, t2));
                row = TLanes.Of(a[3]);
                (s3, t3) = (TLanes.FusedMultiplyAdd(first, row, s3), TLanes.FusedMultiplyAdd(second, row, t3));
                row = TLanes.Of(a[4]);
                (s4, t4) = (TLanes.FusedMultiplyAdd(first, row, s4), TLanes.FusedMultiplyAdd(second, row, t4));
                row = TLanes.Of(a[5]);
                (s5, t5) = (TLanes.FusedMultiplyAdd(first, row, s5), TLanes.FusedMultiplyAdd(second, row, t5));
                w += Width;
                a += Rows;
            }

            TLanes.Store(s0, s);
            TLanes.Store(s1, s + Width);
            TLanes.Store(s2, s + (2 * Width));
            TLanes.Store(s3, s + (3 * Width));
            TLanes.Store(s4, s + (4 * Width));
            TLanes.Store(s5, s + (5 * Width));
            TLanes.Store(t0, t);
            TLanes.Store(t1, t + Width);
            TLanes.Store(t2, t + (2 * Width));
            TLanes.Store(t3, t + (3 * Width));
            TLanes.Store(t4, t + (4 * Width));
            TLanes.Store(t5, t + (5 * Width));
        }
    }
}
