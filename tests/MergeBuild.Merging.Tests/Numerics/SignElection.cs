using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Methods.TaskVectors;
using MergeBuild.Merging.Numerics;

namespace MergeBuild.Merging.Tests.Numerics;

public sealed class SignElection
{
    [Fact]
    public void A_sum_of_zero_counts_as_positive() => Assert.Equal(2, Elect([1, 1], [2, -2], normalize: false));

    [Fact]
    public void The_larger_sum_wins() => Assert.Equal(-3, Elect([1, 1], [2, -3], normalize: true));

    [Fact]
    public void A_negative_weight_turns_a_vote() => Assert.Equal(-3, Elect([-1, -1], [2, -3], normalize: true));

    [Fact]
    public void Zeros_never_count() => Assert.Equal(4, Elect([1, 1, 1], [4, 0, -0f], normalize: true));

    [Fact]
    public void Nothing_at_all_gives_nothing() => Assert.Equal(0, Elect([1, 1], [0, 0], normalize: true));

    [Fact]
    public void Only_the_agreeing_weights_divide() => Assert.Equal(((2 * 3f) + (1 * 6)) / 3, Elect([2, 1, 5], [3, 6, -1], normalize: true));

    private static unsafe float Elect(float[] weights, float[] deltas, bool normalize)
    {
        using var block = new BlockOperands(1, weights.Length);
        block.Begin(0, 1, Tiling.DefaultUnitLength);
        block.Base[0] = 0;
        for (var i = 0; i < deltas.Length; i++)
        {
            block.Expert(i)[0] = deltas[i];
        }

        ElementLoop.Run(new SignConsensus(weights, weights, weights, 1, normalize), block, block.Result);
        return *block.Result;
    }
}
