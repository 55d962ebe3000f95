using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Merging.Adapters;
using MergeBuild.Merging.Planning;

namespace MergeBuild.Merging.Tests.Adapters;

public sealed class AdaptersInBlocks
{
    [Theory]
    [InlineData("{}", false)]
    [InlineData("""{"use_dora": true}""", false)]
    [InlineData("""{"use_dora": true, "fan_in_fan_out": true}""", true)]
    public void Bytes_do_not_depend_on_threads_or_blocks(string settings, bool transposed)
    {
        const int Outputs = 211;
        const int Inputs = 333;
        using var folder = new AdapterFolder();
        folder.Write("base", AdapterFolder.Model.With("x.proj.weight", DType.BF16, transposed ? [Inputs, Outputs] : [Outputs, Inputs], Reference.Random(1, Outputs * Inputs)));
        var factors = AdapterFolder.Model.With("x.proj.lora_A.weight", DType.F32, [2, Inputs], Reference.Random(2, 2 * Inputs))
            .With("x.proj.lora_B.weight", DType.F32, [Outputs, 2], Reference.Random(3, 2 * Outputs));
        folder.WriteAdapter("adapter", settings, settings == "{}" ? factors
            : factors.With("x.proj.lora_magnitude_vector", DType.F32, [Outputs], Reference.Random(4, Outputs)));
        var plan = MergePlanner.Plan(folder.Recipe("ties", "base", ("base", "adapter", "density=0.5 weight=1"), ("base", "adapter", "density=0.7 weight=0.5")));

        var expected = AdapterFolder.Merge(plan, threads: 1, blockLength: 1 << 20);

        Assert.All([(1, 16384), (2, 16384), (7, 3 * 16384), (2, 1 << 20)], options =>
            Assert.Equal(expected["x.proj.weight"], AdapterFolder.Merge(plan, options.Item1, options.Item2)["x.proj.weight"]));
    }

    [Fact]
    public void Every_run_of_elements_has_the_bits_of_the_loop_over_single_elements()
    {
        const int Rows = 3;
        const int Rank = 5;
        foreach (var columns in new[] { 1, 7, 31, 32, 33, 65 })
        {
            var (left, right, weight) = (Reference.Random(1, Rows * Rank), Reference.Random(2, Rank * columns), Reference.Random(3, Rows * columns));
            var factors = new FactorPair(left, right, Rank, columns);
            var expected = Enumerable.Range(0, weight.Length).Select(index => Element(left, right, weight[index], index, columns)).ToArray();
            for (var first = 0; first < weight.Length; first++)
            {
                for (var length = 0; first + length <= weight.Length; length++)
                {
                    var run = weight.AsSpan(first, length).ToArray();
                    factors.AddTo(run, first, 0.3);
                    Assert.Equal(expected[first..(first + length)], run);
                }
            }
        }

        static float Element(float[] left, float[] right, float weight, int index, int columns)
        {
            var sum = 0.0;
            for (var k = 0; k < Rank; k++)
            {
                sum += (double)left[(index / columns * Rank) + k] * right[(k * columns) + (index % columns)];
            }

            return (float)(weight + (0.3 * sum));
        }
    }
}
