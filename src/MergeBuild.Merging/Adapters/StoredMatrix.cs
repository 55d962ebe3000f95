using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Checkpoints.Numbers;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Merging.Engine;

namespace MergeBuild.Merging.Adapters;

/// <summary>Small stored tensors as float32, read whole.</summary>
internal static class StoredMatrix
{
    public static float[] Read(ParentFiles files, StoredTensor tensor)
    {
        var numbers = new float[tensor.Entry.ElementCount];
        var file = files.Open(tensor.Shard);
        var bytes = new byte[64 * 1024];
        var size = tensor.Entry.DType.ByteSize();
        for (var done = 0; done < numbers.Length;)
        {
            var count = Math.Min(bytes.Length / size, numbers.Length - done);
            var part = bytes.AsSpan(0, count * size);
            file.ReadExactly(part, tensor.Entry.Offset + ((long)done * size));
            DTypeConversion.Widen(tensor.Entry.DType, part, numbers.AsSpan(done, count));
            done += count;
        }

        return numbers;
    }

    public static float[] Transpose(float[] numbers, int rows, int columns)
    {
        var transposed = new float[numbers.Length];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                transposed[((long)column * rows) + row] = numbers[((long)row * columns) + column];
            }
        }

        return transposed;
    }
}
