using System.Runtime.InteropServices;
using MergeBuild.Checkpoints.Numbers;
using MergeBuild.Checkpoints.Safetensors;

namespace MergeBuild.Checkpoints.Tests.Numbers;

public sealed class NarrowingFromFloat
{
    private const int RandomCount = 1 << 19;

    [Theory]
    [MemberData(nameof(Formats))]
    public void Numbers_midpoints_and_their_neighbours_round_to_nearest_even(DType dtype)
    {
        var format = Reference(dtype);
        var values = new List<float>();
        for (var code = 0; code < format.Magnitudes.Length - 1; code++)
        {
            Add(format.Magnitudes[code]);

            // A midpoint has one bit more than the format, so it is exact as a float.
            Add((format.Magnitudes[code] + format.Magnitudes[code + 1]) / 2);
        }

        Add(format.Magnitudes[^1]);
        AssertRounds(format, [.. values]);

        void Add(double magnitude)
        {
            var value = (float)magnitude;
            values.AddRange([value, MathF.BitIncrement(value), MathF.BitDecrement(value), -value, -MathF.BitIncrement(value), -MathF.BitDecrement(value)]);
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Special_and_extreme_values_round_as_defined(DType dtype) => AssertRounds(
        Reference(dtype),
        [
            0f, -0f, float.Epsilon, -float.Epsilon, MathF.BitDecrement(1.1754944e-38f), 1.1754944e-38f, float.MaxValue, float.MinValue,
            float.PositiveInfinity, float.NegativeInfinity, float.NaN, -float.NaN,
            BitConverter.Int32BitsToSingle(0x7F800001), BitConverter.Int32BitsToSingle(0x7FFFFFFF), BitConverter.Int32BitsToSingle(-1),
        ]);

    [Theory]
    [MemberData(nameof(Formats))]
    public void Random_bits_round_to_nearest_even(DType dtype)
    {
        var values = new float[RandomCount];
        new Random(1).NextBytes(MemoryMarshal.AsBytes(values.AsSpan()));
        AssertRounds(Reference(dtype), values);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Random_numbers_in_the_range_of_the_format_round_to_nearest_even(DType dtype)
    {
        var format = Reference(dtype);
        var random = new Random(2);
        var lowest = Math.Log2(format.Magnitudes[1]) - 2;
        var highest = Math.Log2(format.Magnitudes[^1]) + 1;
        var values = new float[RandomCount];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (float)Math.Pow(2, lowest + (random.NextDouble() * (highest - lowest))) * ((i & 1) == 0 ? 1 : -1);
        }

        AssertRounds(format, values);
    }

    [Fact]
    public void Float16_agrees_with_the_runtime()
    {
        var values = new float[RandomCount];
        new Random(3).NextBytes(MemoryMarshal.AsBytes(values.AsSpan()));
        SameNumbers.AssertEqual(
            Array.ConvertAll(values, value => (float)(Half)value), Reference(DType.F16).RoundTrip(values), i => $"F16 of {values[i]:R}");
    }

    [Theory]
    [InlineData(448f, 448f)]
    [InlineData(464f, 448f)]
    [InlineData(464.00003f, float.NaN)]
    [InlineData(float.PositiveInfinity, float.NaN)]
    public void The_largest_e4m3_is_448_and_what_overflows_is_not_a_number(float value, float expected) =>
        SameNumbers.AssertEqual([expected], Reference(DType.F8_E4M3).RoundTrip([value]), _ => $"E4M3 of {value:R}");

    [Fact]
    public void A_float_becomes_the_same_double()
    {
        float[] values = [0f, -0f, float.Epsilon, 1f / 3, float.MaxValue, float.NegativeInfinity, float.NaN];
        var stored = new byte[values.Length * sizeof(double)];
        DTypeConversion.Narrow(DType.F64, values, stored);
        Assert.Equal(values.Select(value => (double)value), MemoryMarshal.Cast<byte, double>(stored).ToArray());
    }

    public static TheoryData<DType> Formats() => WideningToFloat.Formats();

    private static ReferenceFormat Reference(DType dtype) => ReferenceFormat.All.Single(format => format.DType == dtype);

    private static void AssertRounds(ReferenceFormat format, float[] values) => SameNumbers.AssertEqual(
        Array.ConvertAll(values, value => (float)format.Round(value)), format.RoundTrip(values), i => $"{format.DType} of {values[i]:R}");
}
