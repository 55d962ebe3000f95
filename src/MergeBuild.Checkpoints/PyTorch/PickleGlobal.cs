using System.Collections.Frozen;
using MergeBuild.Checkpoints.Safetensors;

namespace MergeBuild.Checkpoints.PyTorch;

/// <summary>What a name in a pickle stands for. Nothing of that name is ever looked up or called.</summary>
internal enum PickleRole
{
    /// <summary>An empty dictionary that keeps its order.</summary>
    OrderedDictionary,

    /// <summary>A tensor of storage, offset, sizes and strides.</summary>
    Tensor,

    /// <summary>The same with the element type beside the storage.</summary>
    TensorOfType,

    /// <summary>A tensor that is a parameter.</summary>
    Parameter,

    /// <summary>A tuple of sizes.</summary>
    Size,

    /// <summary>A storage of elements of one type.</summary>
    Storage,

    /// <summary>A storage of bytes.</summary>
    UntypedStorage,

    /// <summary>An element type.</summary>
    ElementType,
}

/// <summary>A name that a state dict may use, as an opaque tag.</summary>
/// <param name="Role">What it stands for.</param>
/// <param name="DType">The element type of a typed storage, or the element type itself.</param>
internal sealed record PickleGlobal(PickleRole Role, DType? DType = null)
{
    private static readonly FrozenDictionary<string, PickleGlobal> ByName = new Dictionary<string, PickleGlobal>
    {
        ["collections OrderedDict"] = new(PickleRole.OrderedDictionary),
        ["torch._utils _rebuild_tensor_v2"] = new(PickleRole.Tensor),
        ["torch._utils _rebuild_tensor_v3"] = new(PickleRole.TensorOfType),
        ["torch._utils _rebuild_parameter"] = new(PickleRole.Parameter),
        ["torch Size"] = new(PickleRole.Size),
        ["torch.storage UntypedStorage"] = new(PickleRole.UntypedStorage),
        ["torch DoubleStorage"] = new(PickleRole.Storage, Safetensors.DType.F64),
        ["torch FloatStorage"] = new(PickleRole.Storage, Safetensors.DType.F32),
        ["torch HalfStorage"] = new(PickleRole.Storage, Safetensors.DType.F16),
        ["torch BFloat16Storage"] = new(PickleRole.Storage, Safetensors.DType.BF16),
        ["torch LongStorage"] = new(PickleRole.Storage, Safetensors.DType.I64),
        ["torch IntStorage"] = new(PickleRole.Storage, Safetensors.DType.I32),
        ["torch ShortStorage"] = new(PickleRole.Storage, Safetensors.DType.I16),
        ["torch CharStorage"] = new(PickleRole.Storage, Safetensors.DType.I8),
        ["torch ByteStorage"] = new(PickleRole.Storage, Safetensors.DType.U8),
        ["torch BoolStorage"] = new(PickleRole.Storage, Safetensors.DType.BOOL),
        ["torch float64"] = new(PickleRole.ElementType, Safetensors.DType.F64),
        ["torch float32"] = new(PickleRole.ElementType, Safetensors.DType.F32),
        ["torch float16"] = new(PickleRole.ElementType, Safetensors.DType.F16),
        ["torch bfloat16"] = new(PickleRole.ElementType, Safetensors.DType.BF16),
        ["torch float8_e4m3fn"] = new(PickleRole.ElementType, Safetensors.DType.F8_E4M3),
        ["torch float8_e5m2"] = new(PickleRole.ElementType, Safetensors.DType.F8_E5M2),
        ["torch float8_e4m3fnuz"] = new(PickleRole.ElementType, Safetensors.DType.F8_E4M3FNUZ),
        ["torch float8_e5m2fnuz"] = new(PickleRole.ElementType, Safetensors.DType.F8_E5M2FNUZ),
        ["torch float8_e8m0fnu"] = new(PickleRole.ElementType, Safetensors.DType.F8_E8M0),
        ["torch int64"] = new(PickleRole.ElementType, Safetensors.DType.I64),
        ["torch int32"] = new(PickleRole.ElementType, Safetensors.DType.I32),
        ["torch int16"] = new(PickleRole.ElementType, Safetensors.DType.I16),
        ["torch int8"] = new(PickleRole.ElementType, Safetensors.DType.I8),
        ["torch uint8"] = new(PickleRole.ElementType, Safetensors.DType.U8),
        ["torch uint16"] = new(PickleRole.ElementType, Safetensors.DType.U16),
        ["torch uint32"] = new(PickleRole.ElementType, Safetensors.DType.U32),
        ["torch uint64"] = new(PickleRole.ElementType, Safetensors.DType.U64),
        ["torch bool"] = new(PickleRole.ElementType, Safetensors.DType.BOOL),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The tag of a module and a name in it; null for every name that a state dict does not need.</summary>
    public static PickleGlobal? Find(string module, string name) => ByName.GetValueOrDefault($"{module} {name}");
}
