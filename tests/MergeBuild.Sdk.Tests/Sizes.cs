using MergeBuild.Merging.Engine;

namespace MergeBuild.Sdk.Tests;

public sealed class Sizes
{
    [Theory]
    [InlineData("1", 1)]
    [InlineData("512 B", 512)]
    [InlineData("500MB", 500_000_000)]
    [InlineData("4GiB", 4L << 30)]
    [InlineData("4 gib", 4L << 30)]
    [InlineData("8388607TiB", 8388607L << 40)]
    public void Are_read_with_decimal_and_binary_units(string text, long bytes)
    {
        Assert.True(ByteSize.TryParse(text, out var read));
        Assert.Equal(bytes, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("GB")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1.5GB")]
    [InlineData("4 gigs")]
    [InlineData("8388608TiB")]
    public void That_are_none_are_refused(string text) => Assert.False(ByteSize.TryParse(text, out _));
}
