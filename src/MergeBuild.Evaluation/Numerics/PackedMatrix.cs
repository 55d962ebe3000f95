using System.Runtime.InteropServices;
using MergeBuild.Checkpoints.Safetensors;

namespace MergeBuild.Evaluation.Numerics;

/// <summary>
/// A matrix of weights [outputs, inputs] in the type that it is stored in. Its rows are laid out in panels of
/// <see cref="PanelWidth"/>: all that a panel's rows have at input 0, then at input 1, and so on. A product then reads
/// memory in order, has a vector of outputs for each input, and adds up over the inputs in one order whatever the
/// width of the vectors. The last panel is filled up with zeros.
/// </summary>
internal sealed unsafe class PackedMatrix : IDisposable
{
    /// <summary>Rows of a panel; a whole number of vectors at every width.</summary>
    public const int PanelWidth = 32;

    // A square of this many numbers is transposed at a time, so that both sides stay in the nearest cache.
    private const int TransposedInputs = 64;

    private readonly NativeBuffer _memory;

    public PackedMatrix(DType dtype, int outputs, int inputs)
    {
        DType = dtype is DType.BF16 or DType.F16 or DType.F32 ? dtype : throw new ArgumentOutOfRangeException(nameof(dtype), dtype, null);
        Outputs = outputs;
        Inputs = inputs;
        PanelCount = (outputs + PanelWidth - 1) / PanelWidth;
        _memory = new NativeBuffer((long)PanelCount * PanelLength);
    }

    public DType DType { get; }

    public int Outputs { get; }

    public int Inputs { get; }

    public int PanelCount { get; }

    public long ByteLength => _memory.ByteLength;

    /// <summary>Bytes of a panel.</summary>
    public long PanelLength => (long)PanelWidth * Inputs * DType.ByteSize();

    public byte* Panel(int index) => _memory.Start + (index * PanelLength);

    /// <summary>Takes whole rows [rows, inputs] as files store them. Safe for several threads that store different rows.</summary>
    public void StoreRows(int firstRow, ReadOnlySpan<byte> rows)
    {
        if (DType == DType.F32)
        {
            StoreRows(firstRow, MemoryMarshal.Cast<byte, uint>(rows));
        }
        else
        {
            StoreRows(firstRow, MemoryMarshal.Cast<byte, ushort>(rows));
        }
    }

    /// <summary>Takes columns as files store them when a matrix is stored as [inputs, outputs]: what one input has at all outputs.</summary>
    public void StoreInput(int input, ReadOnlySpan<byte> outputs)
    {
        var size = DType.ByteSize();
        for (var panel = 0; panel < PanelCount; panel++)
        {
            var part = outputs[(panel * PanelWidth * size)..Math.Min(outputs.Length, (panel + 1) * PanelWidth * size)];
            part.CopyTo(new Span<byte>(Panel(panel) + ((long)input * PanelWidth * size), part.Length));
        }
    }

    /// <summary>Widens one row.</summary>
    public void CopyRow(int row, Span<float> destination)
    {
        switch (DType)
        {
            case DType.F32:
                CopyRow<Float32Weights>(row, destination);
                break;
            case DType.BF16:
                CopyRow<BFloat16Weights>(row, destination);
                break;
            default:
                CopyRow<Float16Weights>(row, destination);
                break;
        }
    }

    public void Dispose() => _memory.Dispose();

    private void CopyRow<TFormat>(int row, Span<float> destination)
        where TFormat : struct, IWeightFormat
    {
        var panel = Panel(row / PanelWidth);
        var offset = row % PanelWidth;
        fixed (float* numbers = destination)
        {
            for (nint i = 0; i < Inputs; i++)
            {
                ScalarLanes.Store(TFormat.Load<ScalarLanes>(panel, (i * PanelWidth) + offset), numbers + i);
            }
        }
    }

    private void StoreRows<T>(int firstRow, ReadOnlySpan<T> rows)
        where T : unmanaged
    {
        var count = rows.Length / Inputs;
        fixed (T* source = rows)
        {
            for (var start = 0; start < Inputs; start += TransposedInputs)
            {
                var end = Math.Min(Inputs, start + TransposedInputs);
                for (var i = 0; i < count; i++)
                {
                    var row = firstRow + i;
                    var destination = (T*)Panel(row / PanelWidth) + (row % PanelWidth);
                    var numbers = source + ((long)i * Inputs);
                    for (nint input = start; input < end; input++)
                    {
                        destination[input * PanelWidth] = numbers[input];
                    }
                }
            }
        }
    }
}
