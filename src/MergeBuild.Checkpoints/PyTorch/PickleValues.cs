using System.Collections.Immutable;
using MergeBuild.Checkpoints.Safetensors;

namespace MergeBuild.Checkpoints.PyTorch;

// What a pickle builds besides strings, whole numbers (long), floating-point numbers, true, false and null.

/// <summary>A tuple. Never walked into, so that nesting and sharing cost nothing.</summary>
internal sealed record PickleTuple(ImmutableArray<object?> Items);

/// <summary>A list. A state dict has none with content that counts, so its items are only taken off the stack.</summary>
internal sealed class PickleList;

/// <summary>A dictionary of names in the order in which they were set.</summary>
internal sealed class PickleDictionary(bool isOrdered)
{
    private Dictionary<string, object?>? _items;

    public bool IsOrdered => isOrdered;

    public IReadOnlyCollection<KeyValuePair<string, object?>> Items => _items ?? (IReadOnlyCollection<KeyValuePair<string, object?>>)[];

    /// <summary>Sets a name that is not there yet; false if it is.</summary>
    public bool TryAdd(string name, object? value) => (_items ??= new(StringComparer.Ordinal)).TryAdd(name, value);
}

/// <summary>A storage: an entry of the archive.</summary>
/// <param name="Key">The entry's name under <c>data/</c>, digits alone.</param>
/// <param name="DType">The type of its elements; null for bytes.</param>
/// <param name="Count">Elements, or bytes.</param>
internal sealed record PyTorchStorage(string Key, DType? DType, long Count)
{
    /// <summary>Bytes in the archive; null if the number of elements is beyond what a file can hold.</summary>
    public long? ByteLength => DType is not { } dtype ? Count : Count <= long.MaxValue / dtype.ByteSize() ? Count * dtype.ByteSize() : null;
}

/// <summary>A tensor: a view of a storage that was checked to lie inside it.</summary>
internal sealed record PyTorchTensor(PyTorchStorage Storage, DType DType, long Offset, ImmutableArray<long> Shape, ImmutableArray<long> Strides)
{
    /// <summary>The product of the sizes.</summary>
    public long ElementCount => Shape.Aggregate(1L, (count, size) => count * size);

    /// <summary>Whether the elements lie one after the other in the order of their indices.</summary>
    public bool IsContiguous
    {
        get
        {
            var expected = 1L;
            for (var i = Shape.Length - 1; i >= 0; i--)
            {
                if (Shape[i] != 1 && Strides[i] != expected)
                {
                    return ElementCount == 0;
                }

                expected *= Shape[i];
            }

            return true;
        }
    }
}
