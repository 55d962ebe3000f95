using System.Collections.Immutable;

namespace MergeBuild.Checkpoints.Safetensors;

/// <summary>One tensor as a header describes it.</summary>
/// <param name="Name">The tensor's name.</param>
/// <param name="DType">The element type.</param>
/// <param name="Shape">The dimensions; empty for a scalar.</param>
/// <param name="Offset">Offset of the first byte from the start of the file.</param>
/// <param name="ByteLength">Bytes the elements take.</param>
public sealed record TensorEntry(string Name, DType DType, ImmutableArray<long> Shape, long Offset, long ByteLength)
{
    /// <summary>The product of the dimensions.</summary>
    public long ElementCount => Shape.Aggregate(1L, (count, dimension) => count * dimension);
}
