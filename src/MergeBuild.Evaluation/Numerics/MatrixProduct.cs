using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MergeBuild.Checkpoints.Safetensors;

namespace MergeBuild.Evaluation.Numerics;

/// <summary>
/// Activations [rows, inputs] times weights [outputs, inputs], transposed, plus bias. Each output is one chain of fused
/// multiply-adds over the inputs in ascending order, starting at zero, and then the addition of the bias: the same bits for
/// every number of rows, of threads, and every width of vectors.
/// </summary>
internal static unsafe class MatrixProduct
{
    // Widened weights of a panel and this many inputs take two thirds of the nearest cache of 48 KiB.
    private const int InputBlock = 256;

    /// <summary>Rows that are multiplied in one go; the sums of more no longer stay in the second cache.</summary>
    public const int MaximumRows = 84 * MatrixTile.Rows;

    private const int MaximumPanelsOfPiece = 8;
    private const int PiecesOfThread = 4;

    /// <summary>Multiplies at the processor's width.</summary>
    /// <param name="activations">The rows to multiply; as many columns as each matrix has inputs.</param>
    /// <param name="rows">How many of them.</param>
    /// <param name="projections">The matrices.</param>
    /// <param name="workers">The threads.</param>
    public static void Run(FloatRows activations, int rows, ReadOnlySpan<Projection> projections, Workers workers)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Run<Lanes512>(activations, rows, projections, workers);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Run<Lanes256>(activations, rows, projections, workers);
        }
        else
        {
            Run<Lanes128>(activations, rows, projections, workers);
        }
    }

    /// <summary>Multiplies at a given width.</summary>
    public static void Run<TLanes>(FloatRows activations, int rows, ReadOnlySpan<Projection> projections, Workers workers)
        where TLanes : struct, ILanes<TLanes>
    {
        foreach (ref readonly var projection in projections)
        {
            Check(activations, rows, projection);
        }

        if (rows == 1)
        {
            RunRow<TLanes>(activations, projections.ToArray(), workers);
            return;
        }

        for (var first = 0; first < rows; first += MaximumRows)
        {
            RunRows<TLanes>(activations, first, Math.Min(MaximumRows, rows - first), projections.ToArray(), workers);
        }
    }

    private static void Check(FloatRows activations, int rows, in Projection projection)
    {
        if (projection.Matrix.Inputs != activations.Width || projection.Matrix.Outputs != projection.Result.Width ||
            rows > activations.Count || rows > projection.Result.Count)
        {
            throw new ArgumentException(
                $"{rows} of {activations.Count}×{activations.Width} activations do not fit {projection.Matrix.Outputs}×{projection.Matrix.Inputs} weights.");
        }
    }

    private static void RunRow<TLanes>(FloatRows activations, Projection[] projections, Workers workers)
        where TLanes : struct, ILanes<TLanes>
    {
        var pieces = MatrixPieces.Of(projections, workers.Threads * PiecesOfThread, int.MaxValue);
        workers.Run(pieces.Length, index =>
        {
            var piece = pieces[index];
            var projection = projections[piece.Projection];
            var sums = ThreadScratch.Take(PackedMatrix.PanelWidth);
            for (var panel = piece.FirstPanel; panel < piece.EndPanel; panel++)
            {
                ComputeRow<TLanes>(projection.Matrix, panel, activations.Start, sums);
                CopyOut(projection, panel, 0, sums);
            }
        });
    }

    private static void ComputeRow<TLanes>(PackedMatrix matrix, int panel, float* activations, float* sums)
        where TLanes : struct, ILanes<TLanes>
    {
        switch (matrix.DType)
        {
            case DType.BF16:
                RowProduct.Compute<BFloat16Weights, TLanes>(matrix.Panel(panel), activations, matrix.Inputs, sums);
                break;
            case DType.F16:
                RowProduct.Compute<Float16Weights, TLanes>(matrix.Panel(panel), activations, matrix.Inputs, sums);
                break;
            default:
                RowProduct.Compute<Float32Weights, TLanes>(matrix.Panel(panel), activations, matrix.Inputs, sums);
                break;
        }
    }

    private static void RunRows<TLanes>(FloatRows activations, int firstRow, int rows, Projection[] projections, Workers workers)
        where TLanes : struct, ILanes<TLanes>
    {
        using var packed = PackedRows.Of(activations, firstRow, rows, workers);
        var pieces = MatrixPieces.Of(projections, workers.Threads * PiecesOfThread, MaximumPanelsOfPiece);
        workers.Run(pieces.Length, index => RunPiece<TLanes>(packed, firstRow, projections[pieces[index].Projection], pieces[index]));
    }

    private static void RunPiece<TLanes>(PackedRows packed, int firstRow, in Projection projection, MatrixPiece piece)
        where TLanes : struct, ILanes<TLanes>
    {
        const int Width = PackedMatrix.PanelWidth;
        var matrix = projection.Matrix;
        var panelLength = (long)packed.TileCount * MatrixTile.Rows * Width;
        var panels = piece.EndPanel - piece.FirstPanel;
        var widened = ThreadScratch.Take((InputBlock * Width) + (panels * panelLength));
        var sums = widened + (InputBlock * Width);
        new Span<float>(sums, (int)(panels * panelLength)).Clear();
        for (var input = 0; input < matrix.Inputs; input += InputBlock)
        {
            var count = Math.Min(InputBlock, matrix.Inputs - input);
            for (var panel = 0; panel < panels; panel++)
            {
                Widen<TLanes>(matrix, piece.FirstPanel + panel, input, count, widened);
                for (var tile = 0; tile < packed.TileCount; tile++)
                {
                    MatrixTile.Add<TLanes>(
                        widened, packed.At(tile, input), count, sums + (panel * panelLength) + ((long)tile * MatrixTile.Rows * Width));
                }
            }
        }

        for (var row = 0; row < packed.RowCount; row++)
        {
            for (var panel = 0; panel < panels; panel++)
            {
                CopyOut(projection, piece.FirstPanel + panel, firstRow + row, sums + (panel * panelLength) + ((long)row * Width));
            }
        }
    }

    private static void CopyOut(in Projection projection, int panel, int row, float* sums)
    {
        var first = panel * PackedMatrix.PanelWidth;
        var count = Math.Min(PackedMatrix.PanelWidth, projection.Matrix.Outputs - first);
        var destination = projection.Result.Row(row) + first;
        if (projection.Bias is null)
        {
            new Span<float>(sums, count).CopyTo(new Span<float>(destination, count));
            return;
        }

        for (var i = 0; i < count; i++)
        {
            destination[i] = sums[i] + projection.Bias[first + i];
        }
    }

    private static void Widen<TLanes>(PackedMatrix matrix, int panel, int input, int count, float* widened)
        where TLanes : struct, ILanes<TLanes>
    {
        switch (matrix.DType)
        {
            case DType.BF16:
                Widen<BFloat16Weights, TLanes>(matrix.Panel(panel), input, count, widened);
                break;
            case DType.F16:
                Widen<Float16Weights, TLanes>(matrix.Panel(panel), input, count, widened);
                break;
            default:
                Widen<Float32Weights, TLanes>(matrix.Panel(panel), input, count, widened);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Widen<TFormat, TLanes>(byte* panel, nint input, nint count, float* widened)
        where TFormat : struct, IWeightFormat
        where TLanes : struct, ILanes<TLanes>
    {
        var first = input * PackedMatrix.PanelWidth;
        for (nint i = 0; i < count * PackedMatrix.PanelWidth; i += TLanes.Count)
        {
            TLanes.Store(TFormat.Load<TLanes>(panel, first + i), widened + i);
        }
    }
}
