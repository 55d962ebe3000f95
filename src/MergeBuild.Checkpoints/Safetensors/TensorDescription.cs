using System.Collections.Immutable;

namespace MergeBuild.Checkpoints.Safetensors;

/// <summary>A tensor that is to be written.</summary>
/// <param name="Name">The tensor's name.</param>
/// <param name="DType">The element type.</param>
/// <param name="Shape">The dimensions; empty for a scalar.</param>
public sealed record TensorDescription(string Name, DType DType, ImmutableArray<long> Shape)
{
    /// <summary>The product of the dimensions.</summary>
    public long ElementCount => Shape.Aggregate(1L, (count, dimension) => checked(count * dimension));

    /// <summary>Bytes the elements take.</summary>
    public long ByteLength => checked(ElementCount * DType.BitSize()) / 8;
}
