using MergeBuild.Checkpoints.Numbers;
using MergeBuild.Merging.Numerics;

namespace MergeBuild.Merging.Tests.Numerics;

/// <summary>From the known answers of Random123 for philox4x32 with 10 rounds (https://github.com/DEShawResearch/random123).</summary>
public sealed class PhiloxKnownAnswers
{
    [Theory]
    [InlineData(0ul, 0ul, 0ul, 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8)]
    [InlineData(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, 0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd)]
    [InlineData(0x85a308d3_243f6a88, 0x03707344_13198a2e, 0x299f31d0_a4093822, 0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1)]
    public void Numbers_are_those_of_the_reference(
        ulong counterLow, ulong counterHigh, ulong key, uint first, uint second, uint third, uint fourth) =>
        Assert.Equal((first, second, third, fourth), new Philox(key).At(counterLow, counterHigh));
}
