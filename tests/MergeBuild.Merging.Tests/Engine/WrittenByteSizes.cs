using MergeBuild.Merging.Engine;

namespace MergeBuild.Merging.Tests.Engine;

public sealed class WrittenByteSizes
{
    [Theory]
    [InlineData("1", 1)]
    [InlineData("20B", 20)]
    [InlineData("500MB", 500_000_000)]
    [InlineData("4 GiB", 4L << 30)]
    [InlineData("2gb", 2_000_000_000)]
    [InlineData("8388607TiB", 8388607L << 40)]
    public void Have_decimal_and_binary_units(string text, long expected)
    {
        Assert.True(ByteSize.TryParse(text, out var bytes));
        Assert.Equal(expected, bytes);
    }

    [Theory]
    [InlineData("")]
    [InlineData("GB")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1.5GB")]
    [InlineData("4XB")]
    [InlineData("8388608TiB")]
    [InlineData("99999999999999999999")]
    public void Are_whole_numbers_above_0(string text) => Assert.False(ByteSize.TryParse(text, out _));
}
