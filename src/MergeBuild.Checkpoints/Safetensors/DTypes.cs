using System.Collections.Frozen;

namespace MergeBuild.Checkpoints.Safetensors;

/// <summary>Facts about element types.</summary>
public static class DTypes
{
    private static readonly FrozenDictionary<string, DType> ByName =
        Enum.GetValues<DType>().ToFrozenDictionary(dtype => dtype.ToString(), StringComparer.Ordinal);

    // The names that PyTorch, config.json and mergekit recipes use.
    private static readonly FrozenDictionary<string, DType> ByTorchName = new Dictionary<string, DType>
    {
        ["float64"] = DType.F64,
        ["float32"] = DType.F32,
        ["float16"] = DType.F16,
        ["bfloat16"] = DType.BF16,
        ["float8_e4m3fn"] = DType.F8_E4M3,
        ["float8_e5m2"] = DType.F8_E5M2,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The names that safetensors headers use.</summary>
    public static IReadOnlyCollection<string> Names => ByName.Keys;

    /// <summary>The names of mergeable types that recipes, projects and config.json use.</summary>
    public static IReadOnlyCollection<string> TorchNames => ByTorchName.Keys;

    /// <summary>Finds a type by its safetensors name (case-sensitive).</summary>
    public static bool TryParse(string name, out DType dtype) => ByName.TryGetValue(name, out dtype);

    /// <summary>Finds a mergeable type by its PyTorch name, with or without <c>torch.</c> in front.</summary>
    public static bool TryParseTorchName(string name, out DType dtype)
    {
        ArgumentNullException.ThrowIfNull(name);
        return ByTorchName.TryGetValue(name.StartsWith("torch.", StringComparison.Ordinal) ? name[6..] : name, out dtype);
    }

    /// <summary>The PyTorch name of a mergeable type.</summary>
    public static string TorchName(this DType dtype) => ByTorchName.First(pair => pair.Value == dtype).Key;

    /// <summary>Whether merge arithmetic is defined on the type; others are carried through unchanged.</summary>
    public static bool IsMergeable(this DType dtype) =>
        dtype is DType.F64 or DType.F32 or DType.F16 or DType.BF16 or DType.F8_E4M3 or DType.F8_E5M2;

    /// <summary>Bits an element takes.</summary>
    public static int BitSize(this DType dtype) => dtype switch
    {
        DType.F4 => 4,
        DType.F6_E2M3 or DType.F6_E3M2 => 6,
        <= DType.F8_E5M2FNUZ => 8,
        <= DType.BF16 => 16,
        <= DType.F32 => 32,
        _ => 64,
    };

    /// <summary>Bytes that so many elements take, a last incomplete one counted as whole.</summary>
    public static long ByteLength(this DType dtype, long elements) => ((elements * dtype.BitSize()) + 7) / 8;

    /// <summary>Bytes an element takes.</summary>
    /// <exception cref="ArgumentException">The type packs several elements into a byte.</exception>
    public static int ByteSize(this DType dtype) =>
        dtype.BitSize() % 8 == 0 ? dtype.BitSize() / 8 : throw new ArgumentException($"{dtype} has no whole number of bytes.", nameof(dtype));
}
