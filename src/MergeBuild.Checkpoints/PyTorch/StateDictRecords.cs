using System.Collections.Immutable;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Diagnostics;

namespace MergeBuild.Checkpoints.PyTorch;

/// <summary>
/// What the names of a state dict make of their arguments, as torch/_utils.py and torch/serialization.py write them,
/// with each argument checked before it counts.
/// </summary>
internal static class StateDictRecords
{
    // PyTorch's own limit.
    private const int MaximumRank = 64;
    private const int MaximumKeyLength = 18;

    /// <summary>The storage of a persistent id: ('storage', type, key, location, count).</summary>
    public static PyTorchStorage Storage(ref PickleReader reader, object? id)
    {
        if (id is not PickleTuple { Items: ["storage", PickleGlobal { Role: PickleRole.Storage or PickleRole.UntypedStorage } type, string key, string, long count] })
        {
            throw reader.Invalid("a persistent id is not ('storage', type, key, location, number of elements)");
        }

        return key.Length is > 0 and <= MaximumKeyLength && key.All(char.IsAsciiDigit) && count >= 0
            ? new PyTorchStorage(key, type.DType, count)
            : throw reader.Invalid($"storage '{LogText.Sanitize(key)}' of {count} elements: the key must be digits, and the number must not be negative");
    }

    /// <summary>What a name makes of its arguments.</summary>
    public static object Build(ref PickleReader reader, PickleGlobal global, ImmutableArray<object?> arguments) => (global.Role, arguments) switch
    {
        (PickleRole.OrderedDictionary, []) => new PickleDictionary(isOrdered: true),
        (PickleRole.Size, [PickleTuple sizes]) => sizes,
        (PickleRole.Parameter, [PyTorchTensor tensor, bool, PickleDictionary { Items.Count: 0 }]) => tensor,
        (PickleRole.Tensor, [PyTorchStorage { DType: { } dtype } storage, long offset, PickleTuple sizes, PickleTuple strides, bool, var hooks, .. var rest])
            when IsEmpty(hooks) && IsPlain(rest) => Tensor(ref reader, storage, dtype, offset, sizes, strides),
        (PickleRole.TensorOfType, [PyTorchStorage storage, long offset, PickleTuple sizes, PickleTuple strides, bool, var hooks,
            PickleGlobal { Role: PickleRole.ElementType, DType: { } dtype }, .. var rest])
            when IsEmpty(hooks) && IsPlain(rest) => Tensor(ref reader, storage, dtype, offset, sizes, strides),
        _ => throw reader.Invalid("a dictionary, tensor or parameter is made of arguments that torch.save does not write"),
    };

    private static bool IsEmpty(object? hooks) => hooks is null or PickleDictionary { Items.Count: 0 };

    // Metadata would say that the elements are to be negated or conjugated.
    private static bool IsPlain(ImmutableArray<object?> rest) => rest is [] or [null] or [PickleDictionary { Items.Count: 0 }];

    private static PyTorchTensor Tensor(
        ref PickleReader reader, PyTorchStorage storage, DType dtype, long offset, PickleTuple sizes, PickleTuple strides)
    {
        var (shape, steps) = (Numbers(ref reader, sizes, "sizes"), Numbers(ref reader, strides, "strides"));
        if (offset < 0 || shape.Length != steps.Length)
        {
            throw Impossible(ref reader, $"offset {offset}, {shape.Length} sizes and {steps.Length} strides");
        }

        var bytes = storage.ByteLength ?? throw Impossible(ref reader, $"a storage of {storage.Count} elements");
        try
        {
            // A wrapped product could pass for a small one.
            var count = shape.Aggregate(1L, (product, size) => checked(product * size));
            _ = checked(count * dtype.ByteSize());
            var end = count == 0 ? 0 : shape.Zip(steps).Aggregate(checked(offset + 1), (sum, axis) => checked(sum + ((axis.First - 1) * axis.Second)));
            return end <= bytes / dtype.ByteSize()
                ? new PyTorchTensor(storage, dtype, offset, shape, steps)
                : throw Impossible(ref reader, $"its last element is number {end} of a storage of {bytes / dtype.ByteSize()}");
        }
        catch (OverflowException)
        {
            throw Impossible(ref reader, $"the shape {ShapeText.Of(shape)} has more elements than a file can hold");
        }
    }

    private static ImmutableArray<long> Numbers(ref PickleReader reader, PickleTuple tuple, string what)
    {
        if (tuple.Items.Length > MaximumRank)
        {
            throw Impossible(ref reader, $"{tuple.Items.Length} {what}; at most {MaximumRank} are allowed");
        }

        var numbers = ImmutableArray.CreateBuilder<long>(tuple.Items.Length);
        foreach (var item in tuple.Items)
        {
            numbers.Add(item is long and >= 0 and var number ? number : throw Impossible(ref reader, $"its {what} are not all whole numbers from 0"));
        }

        return numbers.MoveToImmutable();
    }

    private static MergeBuildException Impossible(ref PickleReader reader, string problem) =>
        DiagnosticTable.PyTorchTensorInvalid.Exception(reader.Path, reader.At, problem);
}
