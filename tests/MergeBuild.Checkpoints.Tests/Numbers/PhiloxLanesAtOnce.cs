using MergeBuild.Checkpoints.Numbers;

namespace MergeBuild.Checkpoints.Tests.Numbers;

public sealed class PhiloxLanesAtOnce
{
    // Around the counters at which the lower 32 bits run over, and with tails of every length.
    [Theory]
    [InlineData(0ul)]
    [InlineData(1ul)]
    [InlineData(uint.MaxValue - 7ul)]
    [InlineData(uint.MaxValue - 40ul)]
    [InlineData(0x0123_4567_89AB_CDEFul)]
    public void Give_the_numbers_of_one_counter_after_the_other(ulong firstCounter)
    {
        var generator = new Philox(0x85a308d3_243f6a88);
        for (var counters = 0; counters <= 67; counters++)
        {
            var expected = Enumerable.Range(0, counters).Select(i => generator.At(firstCounter + (ulong)i))
                .SelectMany(four => new[] { four.First, four.Second, four.Third, four.Fourth });
            var actual = new uint[counters * Philox.NumbersPerCounter];

            generator.Fill(firstCounter, actual);

            Assert.Equal(expected, actual);
        }
    }
}
