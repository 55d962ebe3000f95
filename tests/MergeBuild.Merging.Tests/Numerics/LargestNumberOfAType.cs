using MergeBuild.Checkpoints.Numbers;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Merging.Numerics;

namespace MergeBuild.Merging.Tests.Numerics;

public sealed class LargestNumberOfAType
{
    [Theory]
    [InlineData(DType.F64)]
    [InlineData(DType.F32)]
    [InlineData(DType.F16)]
    [InlineData(DType.BF16)]
    [InlineData(DType.F8_E4M3)]
    [InlineData(DType.F8_E5M2)]
    public void It_is_stored_as_a_finite_number(DType dtype)
    {
        var largest = FiniteCheck.LargestThatFits(dtype);
        Assert.True(float.IsFinite(Stored(dtype, largest)));
        Assert.True(float.IsFinite(Stored(dtype, -largest)));
    }

    [Theory]
    [InlineData(DType.F16)]
    [InlineData(DType.BF16)]
    [InlineData(DType.F8_E4M3)]
    [InlineData(DType.F8_E5M2)]
    public void The_next_larger_one_is_not(DType dtype) =>
        Assert.False(float.IsFinite(Stored(dtype, MathF.BitIncrement(FiniteCheck.LargestThatFits(dtype)))));

    [Fact]
    public void The_first_number_beyond_a_limit_is_found_wherever_it_is()
    {
        foreach (var outlier in new[] { 2, -2, float.NaN, float.PositiveInfinity, float.NegativeInfinity, MathF.BitIncrement(1) })
        {
            for (var length = 1; length <= 70; length++)
            {
                var numbers = new float[length];
                numbers.AsSpan().Fill(-1);
                Assert.Equal(-1, FiniteCheck.IndexBeyond(numbers, 1));
                numbers[^1] = outlier;
                Assert.Equal(length - 1, FiniteCheck.IndexBeyond(numbers, 1));
                numbers[length / 2] = outlier;
                Assert.Equal(length / 2, FiniteCheck.IndexBeyond(numbers, 1));
            }
        }
    }

    private static float Stored(DType dtype, float number)
    {
        var bytes = new byte[dtype.ByteSize()];
        DTypeConversion.Narrow(dtype, [number], bytes);
        var stored = new float[1];
        DTypeConversion.Widen(dtype, bytes, stored);
        return stored[0];
    }
}
