namespace MergeBuild.Checkpoints.Tests.Numbers;

internal static class SameNumbers
{
    /// <summary>Equal in every bit but those of a NaN.</summary>
    public static void AssertEqual(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, Func<int, string> describe)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            if (BitConverter.SingleToInt32Bits(expected[i]) != BitConverter.SingleToInt32Bits(actual[i]) &&
                !(float.IsNaN(expected[i]) && float.IsNaN(actual[i])))
            {
                Assert.Fail($"{describe(i)}: expected {expected[i]:R}, got {actual[i]:R}");
            }
        }
    }
}
