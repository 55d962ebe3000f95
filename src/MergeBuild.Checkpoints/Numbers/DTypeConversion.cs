using System.Runtime.InteropServices;
using MergeBuild.Checkpoints.Safetensors;

namespace MergeBuild.Checkpoints.Numbers;

/// <summary>
/// Stored elements to and from the float32 that merges compute in. Widening is exact but for F64, which is rounded to
/// nearest even, as is all narrowing.
/// </summary>
public static class DTypeConversion
{
    /// <summary>Converts stored elements to float32.</summary>
    /// <param name="dtype">A mergeable type.</param>
    /// <param name="source">The stored bytes, little-endian.</param>
    /// <param name="destination">As many numbers as the bytes hold.</param>
    public static void Widen(DType dtype, ReadOnlySpan<byte> source, Span<float> destination)
    {
        switch (dtype)
        {
            case DType.F32:
                source.CopyTo(MemoryMarshal.AsBytes(destination));
                break;
            case DType.BF16:
                HalfWidthConversion.Widen<BFloat16Format>(MemoryMarshal.Cast<byte, ushort>(source), destination);
                break;
            case DType.F16:
                HalfWidthConversion.Widen<Float16Format>(MemoryMarshal.Cast<byte, ushort>(source), destination);
                break;
            case DType.F8_E4M3:
                Float8Conversion<Float8E4M3Format>.Widen(source, destination);
                break;
            case DType.F8_E5M2:
                Float8Conversion<Float8E5M2Format>.Widen(source, destination);
                break;
            case DType.F64:
                var doubles = MemoryMarshal.Cast<byte, double>(source);
                for (var i = 0; i < doubles.Length; i++)
                {
                    destination[i] = (float)doubles[i];
                }

                break;
            default:
                throw NotMergeable(dtype);
        }
    }

    /// <summary>Rounds float32 to stored elements.</summary>
    /// <param name="dtype">A mergeable type.</param>
    /// <param name="source">The numbers.</param>
    /// <param name="destination">The bytes they take, little-endian.</param>
    public static void Narrow(DType dtype, ReadOnlySpan<float> source, Span<byte> destination)
    {
        switch (dtype)
        {
            case DType.F32:
                MemoryMarshal.AsBytes(source).CopyTo(destination);
                break;
            case DType.BF16:
                HalfWidthConversion.Narrow<BFloat16Format>(source, MemoryMarshal.Cast<byte, ushort>(destination));
                break;
            case DType.F16:
                HalfWidthConversion.Narrow<Float16Format>(source, MemoryMarshal.Cast<byte, ushort>(destination));
                break;
            case DType.F8_E4M3:
                Float8Conversion<Float8E4M3Format>.Narrow(source, destination);
                break;
            case DType.F8_E5M2:
                Float8Conversion<Float8E5M2Format>.Narrow(source, destination);
                break;
            case DType.F64:
                var doubles = MemoryMarshal.Cast<byte, double>(destination);
                for (var i = 0; i < source.Length; i++)
                {
                    doubles[i] = source[i];
                }

                break;
            default:
                throw NotMergeable(dtype);
        }
    }

    /// <summary>Whether stored elements are seen to be finite without converting them; types of other widths than 16 bits never are.</summary>
    /// <param name="dtype">A mergeable type.</param>
    /// <param name="stored">The stored bytes, little-endian.</param>
    public static bool AreSeenToBeFinite(DType dtype, ReadOnlySpan<byte> stored) => dtype switch
    {
        DType.BF16 => HalfWidthConversion.AreFinite(MemoryMarshal.Cast<byte, ushort>(stored), 0x7F80),
        DType.F16 => HalfWidthConversion.AreFinite(MemoryMarshal.Cast<byte, ushort>(stored), 0x7C00),
        _ => false,
    };

    private static ArgumentOutOfRangeException NotMergeable(DType dtype) =>
        new(nameof(dtype), dtype, "Merge arithmetic is defined on F64, F32, F16, BF16, F8_E4M3 and F8_E5M2.");
}
