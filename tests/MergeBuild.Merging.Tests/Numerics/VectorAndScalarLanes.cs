using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Methods;
using MergeBuild.Merging.Methods.TaskVectors;
using MergeBuild.Merging.Numerics;

namespace MergeBuild.Merging.Tests.Numerics;

public sealed class VectorAndScalarLanes
{
    private const int LongestLength = 70;
    private const int Experts = 4;
    private static readonly float[] Weights = [0.5f, -0.3f, 0, 1.25f];
    private static readonly float[] Votes = [1, -0.3f, 0.2f, -2];
    private static readonly float[] Coefficients = [0.625f, -0.1f, 0, 7];

    [Fact]
    public void Weighted_sums_have_the_same_bits() => AssertSameBits(() => new WeightedSum(Weights));

    [Fact]
    public void Base_plus_expert_has_the_same_bits() => AssertSameBits(() => new BasePlusExpert(0.7f, -0.35f));

    [Fact]
    public void Differences_have_the_same_bits() => AssertSameBits(() => new Difference(2));

    [Fact]
    public void Sums_of_task_vectors_have_the_same_bits() => AssertSameBits(() => new TaskVectorSum(Weights, 0.9f));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Sign_consensus_has_the_same_bits(bool normalize) =>
        AssertSameBits(() => new SignConsensus(Votes, Coefficients, Weights, 1.5f, normalize));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Thresholds_have_the_same_bits(bool keepsLargest)
    {
        for (var length = 0; length <= LongestLength; length++)
        {
            foreach (var limit in new[] { 0, float.Epsilon, 0.1f, 1e30f })
            {
                var scalar = AwkwardFloats.Of(length, length);
                var vector = scalar.ToArray();
                var done = MagnitudeThreshold.Split<VectorLanes>(vector, limit, keepsLargest);
                Assert.Equal(length - (length % VectorLanes.Count), done);
                MagnitudeThreshold.Split<ScalarLanes>(scalar, limit, keepsLargest);
                Assert.Equal(Bits(scalar.AsSpan(0, done)), Bits(vector.AsSpan(0, done)));
            }
        }
    }

    private delegate TFormula Creation<TFormula>()
        where TFormula : struct, IElementFormula, allows ref struct;

    private static unsafe void AssertSameBits<TFormula>(Creation<TFormula> create)
        where TFormula : struct, IElementFormula, allows ref struct
    {
        for (var length = 0; length <= LongestLength; length++)
        {
            for (var seed = 0; seed < 20; seed++)
            {
                using var block = Block(length, seed);
                ElementLoop.RunScalar(create(), block, block.Result);
                var expected = Bits(new Span<float>(block.Result, length));
                new Span<float>(block.Result, length).Fill(float.NaN);
                ElementLoop.Run(create(), block, block.Result);
                Assert.Equal(expected, Bits(new Span<float>(block.Result, length)));
            }
        }
    }

    private static BlockOperands Block(int length, int seed)
    {
        var block = new BlockOperands(LongestLength, Experts);
        block.Begin(0, length, Tiling.DefaultUnitLength);
        AwkwardFloats.Of(length, seed * 100).CopyTo(block.Base);
        for (var expert = 0; expert < Experts; expert++)
        {
            AwkwardFloats.Of(length, (seed * 100) + expert + 1).CopyTo(block.Expert(expert));
        }

        return block;
    }

    // All not-a-numbers as one: which of them an operation on infinities gives is not part of the standard.
    private static uint[] Bits(ReadOnlySpan<float> numbers)
    {
        var bits = new uint[numbers.Length];
        for (var i = 0; i < bits.Length; i++)
        {
            bits[i] = float.IsNaN(numbers[i]) ? uint.MaxValue : BitConverter.SingleToUInt32Bits(numbers[i]);
        }

        return bits;
    }
}
