using System.Runtime.CompilerServices;

namespace MergeBuild.Evaluation.Numerics;

/// <summary>
/// The product of one row of activations and a panel, for generation, where reading the weights is all the work. The
/// sums are the same chains as those of <see cref="MatrixTile"/>.
/// </summary>
internal static unsafe class RowProduct
{
    /// <summary>Computes the panel's outputs.</summary>
    /// <param name="panel">A panel of a <see cref="PackedMatrix"/>.</param>
    /// <param name="activations">One number an input.</param>
    /// <param name="inputs">How many inputs.</param>
    /// <param name="result"><see cref="PackedMatrix.PanelWidth"/> sums.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Compute<TFormat, TLanes>(byte* panel, float* activations, nint inputs, float* result)
        where TFormat : struct, IWeightFormat
        where TLanes : struct, ILanes<TLanes>
    {
        // Two vectors of 512 bits are the whole panel; narrower ones go over it in parts of four.
        if (4 * TLanes.Count > PackedMatrix.PanelWidth)
        {
            ComputeTwo<TFormat, TLanes>(panel, activations, inputs, result);
            return;
        }

        for (var output = 0; output < PackedMatrix.PanelWidth; output += 4 * TLanes.Count)
        {
            TLanes s0 = TLanes.Of(0), s1 = TLanes.Of(0), s2 = TLanes.Of(0), s3 = TLanes.Of(0);
            var at = (nint)output;
            for (nint i = 0; i < inputs; i++, at += PackedMatrix.PanelWidth)
            {
                var activation = TLanes.Of(activations[i]);
                s0 = TLanes.FusedMultiplyAdd(TFormat.Load<TLanes>(panel, at), activation, s0);
                s1 = TLanes.FusedMultiplyAdd(TFormat.Load<TLanes>(panel, at + TLanes.Count), activation, s1);
                s2 = TLanes.FusedMultiplyAdd(TFormat.Load<TLanes>(panel, at + (2 * TLanes.Count)), activation, s2);
                s3 = TLanes.FusedMultiplyAdd(TFormat.Load<TLanes>(panel, at + (3 * TLanes.Count)), activation, s3);
            }

            TLanes.Store(s0, result + output);
            TLanes.Store(s1, result + output + TLanes.Count);
            TLanes.Store(s2, result + output + (2 * TLanes.Count));
            TLanes.Store(s3, result + output + (3 * TLanes.Count));
        }
    }

    private static void ComputeTwo<TFormat, TLanes>(byte* panel, float* activations, nint inputs, float* result)
        where TFormat : struct, IWeightFormat
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes s0 = TLanes.Of(0), s1 = TLanes.Of(0);
        nint at = 0;
        for (nint i = 0; i < inputs; i++, at += PackedMatrix.PanelWidth)
        {
            var activation = TLanes.Of(activations[i]);
            s0 = TLanes.FusedMultiplyAdd(TFormat.Load<TLanes>(panel, at), activation, s0);
            s1 = TLanes.FusedMultiplyAdd(TFormat.Load<TLanes>(panel, at + TLanes.Count), activation, s1);
        }

        TLanes.Store(s0, result);
        TLanes.Store(s1, result + TLanes.Count);
    }
}
