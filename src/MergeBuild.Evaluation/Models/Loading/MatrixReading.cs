using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Numbers;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Evaluation.Models.Layers;
using MergeBuild.Evaluation.Numerics;

namespace MergeBuild.Evaluation.Models.Loading;

/// <summary>Reads a matrix from its file, panel by panel.</summary>
internal sealed class MatrixReading(IReadableFile file, TensorEntry tensor, ProjectionSource source, PackedMatrix matrix)
{
    // Inputs of a transposed matrix that are read at a time.
    private const int InputsOfPiece = 64;

    [ThreadStatic]
    private static byte[]? _block;

    [ThreadStatic]
    private static float[]? _narrowed;

    private int Size => tensor.DType.ByteSize();

    /// <summary>Parts that may be read at the same time.</summary>
    public IEnumerable<Action> Pieces => source.IsTransposed
        ? Enumerable.Range(0, (source.Inputs + InputsOfPiece - 1) / InputsOfPiece).Select(piece => (Action)(() => ReadInputs(piece * InputsOfPiece)))
        : Enumerable.Range(0, matrix.PanelCount).Select(panel => (Action)(() => ReadPanel(panel)));

    private void ReadPanel(int panel)
    {
        var first = panel * PackedMatrix.PanelWidth;
        var rows = Math.Min(PackedMatrix.PanelWidth, source.Outputs - first);
        matrix.StoreRows(first, Read((long)(source.FirstOutput + first) * source.Inputs, checked(rows * source.Inputs)));
    }

    private void ReadInputs(int first)
    {
        var stored = source.StoredOutputs ?? source.Outputs;
        var count = Math.Min(InputsOfPiece, source.Inputs - first);
        for (var input = first; input < first + count; input++)
        {
            matrix.StoreInput(input, Read(((long)input * stored) + source.FirstOutput, source.Outputs));
        }
    }

    private ReadOnlySpan<byte> Read(long firstElement, int count)
    {
        var length = checked(count * Size);
        if (_block is null || _block.Length < length)
        {
            _block = new byte[length];
        }

        var block = _block.AsSpan(0, length);
        file.ReadExactly(block, tensor.Offset + (firstElement * Size));
        return tensor.DType == DType.F64 ? Narrowed(block) : block;
    }

    private static ReadOnlySpan<byte> Narrowed(ReadOnlySpan<byte> doubles)
    {
        var count = doubles.Length / sizeof(double);
        if (_narrowed is null || _narrowed.Length < count)
        {
            _narrowed = new float[count];
        }

        DTypeConversion.Widen(DType.F64, doubles, _narrowed.AsSpan(0, count));
        return System.Runtime.InteropServices.MemoryMarshal.AsBytes(_narrowed.AsSpan(0, count));
    }
}
