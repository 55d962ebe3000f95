using System.Runtime.InteropServices;
using MergeBuild.Checkpoints.Numbers;
using MergeBuild.Checkpoints.Safetensors;

namespace MergeBuild.Checkpoints.Tests.Numbers;

public sealed class WideningToFloat
{
    [Theory]
    [MemberData(nameof(Formats))]
    public void Every_code_has_the_value_of_its_definition(DType dtype)
    {
        var format = ReferenceFormat.All.Single(format => format.DType == dtype);
        var codes = Enumerable.Range(0, 1 << format.Bits).ToArray();
        byte[] stored = format.Bits == 8
            ? [.. codes.Select(code => (byte)code)]
            : MemoryMarshal.AsBytes<ushort>([.. codes.Select(code => (ushort)code)]).ToArray();
        var expected = codes.Select(code => (float)format.Decode(code)).ToArray();
        SameNumbers.AssertEqual(expected, format.Widen(stored), code => $"{dtype} code 0x{code:X}");
    }

    [Fact]
    public void Float16_agrees_with_the_runtime()
    {
        var codes = Enumerable.Range(0, 1 << 16).Select(code => (ushort)code).ToArray();
        var actual = new float[codes.Length];
        DTypeConversion.Widen(DType.F16, MemoryMarshal.AsBytes<ushort>(codes), actual);
        var expected = Array.ConvertAll(codes, code => (float)BitConverter.UInt16BitsToHalf(code));
        SameNumbers.AssertEqual(expected, actual, code => $"F16 code 0x{code:X}");
    }

    [Theory]
    [InlineData(0d, 0f)]
    [InlineData(1d + 1d / (1 << 24), 1f)]
    [InlineData(1d + 3d / (1 << 24), 1f + 4f / (1 << 24))]
    [InlineData(1e-46, 0f)]
    [InlineData(1e-45, float.Epsilon)]
    [InlineData(3.4028235677973362e38, float.MaxValue)]
    [InlineData(3.4028235677973366e38, float.PositiveInfinity)]
    [InlineData(-1e-46, -0f)]
    [InlineData(-1e300, float.NegativeInfinity)]
    [InlineData(double.NaN, float.NaN)]
    public void A_double_is_rounded_to_nearest_even(double stored, float expected)
    {
        var actual = new float[1];
        DTypeConversion.Widen(DType.F64, BitConverter.GetBytes(stored), actual);
        SameNumbers.AssertEqual([expected], actual, _ => $"{stored:R}");
    }

    [Fact]
    public void A_float_keeps_every_bit_even_of_a_nan()
    {
        int[] bits = [0, int.MinValue, 1, 0x7F800001, unchecked((int)0xFFC12345), 0x7F7FFFFF];
        var actual = new float[bits.Length];
        DTypeConversion.Widen(DType.F32, MemoryMarshal.AsBytes<int>(bits), actual);
        Assert.Equal(bits, MemoryMarshal.Cast<float, int>(actual).ToArray());
        var stored = new byte[bits.Length * sizeof(int)];
        DTypeConversion.Narrow(DType.F32, actual, stored);
        Assert.Equal(MemoryMarshal.AsBytes<int>(bits).ToArray(), stored);
    }

    [Theory]
    [InlineData(DType.I64)]
    [InlineData(DType.BOOL)]
    [InlineData(DType.F8_E4M3FNUZ)]
    public void Other_types_have_no_arithmetic(DType dtype)
    {
        Assert.False(dtype.IsMergeable());
        Assert.Throws<ArgumentOutOfRangeException>(() => DTypeConversion.Widen(dtype, new byte[8], new float[8]));
        Assert.Throws<ArgumentOutOfRangeException>(() => DTypeConversion.Narrow(dtype, new float[8], new byte[64]));
    }

    public static TheoryData<DType> Formats() => [.. ReferenceFormat.All.Select(format => format.DType)];
}
