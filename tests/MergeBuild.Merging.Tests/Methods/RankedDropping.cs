namespace MergeBuild.Merging.Tests.Methods;

/// <summary>What della_linear does whatever the random numbers are.</summary>
public sealed class RankedDropping
{
    [Theory]
    [InlineData(new long[] { 500 })]
    [InlineData(new long[] { 1, 40 })]
    [InlineData(new long[] { 20, 30 })]
    [InlineData(new long[] { 40, 1 })]
    [InlineData(new long[] { })]
    [InlineData(new long[] { 0, 4 })]
    public void Each_element_is_dropped_or_divided_by_its_probability(long[] shape)
    {
        var run = Run(shape, density: 0.5, epsilon: 0.4);
        var merged = run.Merge();
        var probabilities = Probabilities(run, 0.5, 0.4);
        for (var i = 0; i < merged.Length; i++)
        {
            var kept = run.Base[i] + (0.7 * (run.Experts[0][i] - run.Base[i]) / probabilities[i]);
            Assert.True(merged[i] == run.Base[i] || Math.Abs(merged[i] - kept) < 1e-5, $"element {i}: {merged[i]}, neither {run.Base[i]} nor {kept}");
        }
    }

    [Fact]
    public void The_smallest_goes_and_the_largest_stays_where_the_probabilities_are_0_and_1()
    {
        var run = Run([20, 30], density: 0.5, epsilon: 0.5);
        var merged = run.Merge();
        for (var row = 0; row < 20; row++)
        {
            var order = Enumerable.Range(row * 30, 30).OrderBy(i => Math.Abs(run.Experts[0][i] - run.Base[i])).ToArray();
            Assert.Equal(run.Base[order[0]], merged[order[0]]);
            Assert.Equal(run.Base[order[^1]] + (0.7 * (run.Experts[0][order[^1]] - run.Base[order[^1]])), merged[order[^1]], 1e-5);
        }
    }

    [Fact]
    public void Nothing_is_dropped_at_density_1()
    {
        var run = Run([20, 30], density: 1, epsilon: 0.1);
        var merged = run.Merge();
        for (var i = 0; i < merged.Length; i++)
        {
            Assert.Equal(run.Base[i] + (0.7 * (run.Experts[0][i] - run.Base[i])), merged[i], 1e-6);
        }
    }

    private static MethodRun Run(long[] shape, double density, double epsilon) => MethodRun.Random("della_linear", 1, seed: 3, shape) with
    {
        OfExperts = new() { ["weight"] = [0.7], ["density"] = [density], ["epsilon"] = [epsilon] },
    };

    private static double[] Probabilities(MethodRun run, double density, double epsilon)
    {
        var rowLength = (int)(run.Shape.Length == 0 ? 1 : run.Shape[^1]);
        var probabilities = new double[run.Base.Length];
        for (var row = 0; row < probabilities.Length; row += rowLength)
        {
            var order = Enumerable.Range(row, rowLength).OrderBy(i => Math.Abs(run.Experts[0][i] - run.Base[i])).ToArray();
            for (var rank = 0; rank < order.Length; rank++)
            {
                var relative = order.Length == 1 ? 0.5 : rank / (order.Length - 1.0);
                probabilities[order[rank]] = density - epsilon + (2 * epsilon * relative);
            }
        }

        return probabilities;
    }
}
