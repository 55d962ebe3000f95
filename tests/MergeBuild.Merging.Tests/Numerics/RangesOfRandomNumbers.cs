using MergeBuild.Merging.Numerics;

namespace MergeBuild.Merging.Tests.Numerics;

public sealed class RangesOfRandomNumbers
{
    [Fact]
    public void Are_those_of_the_whole()
    {
        var numbers = new RandomNumbers(1, "tensor", "model");
        var whole = new uint[600];
        numbers.Fill(whole, 0);
        for (var start = 0; start < 9; start++)
        {
            for (var length = 0; length < 300; length++)
            {
                var part = new uint[length];
                numbers.Fill(part, start);
                Assert.Equal(whole[start..(start + length)], part);
            }
        }
    }
}
