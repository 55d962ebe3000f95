using MergeBuild.Merging.Methods;

namespace MergeBuild.Merging.Tests.Methods;

/// <summary>Methods against straightforward implementations in double precision that share nothing with them.</summary>
public sealed class AgainstDoublePrecision
{
    private static readonly long[][] Shapes = [[], [1], [7], [300], [0, 5], [5, 0], [1, 40], [40, 1], [12, 9], [9, 12], [24, 24], [2, 301], [3, 4, 5]];

    private static readonly Dictionary<string, Func<MethodRun, double[]>> References = new()
    {
        ["consensus_ta"] = ElementReferences.ConsensusTaskArithmetic,
        ["emr"] = ElementReferences.Emr,
        ["wise_ft"] = ElementReferences.WiseFt,
        ["task_analogy"] = ElementReferences.TaskAnalogy,
        ["cabs"] = SelectionReferences.Cabs,
        ["pcb"] = SelectionReferences.ParameterCompetitionBalancing,
        ["linear"] = ElementReferences.VariancePreservingAverage,
        ["iso_c"] = MatrixReferences.IsotropicMerging,
        ["tsv"] = MatrixReferences.TaskSingularVectors,
        ["free"] = MatrixReferences.Free,
    };

    public static MatrixTheoryData<string, int, int> Cases => new(References.Keys, Enumerable.Range(0, Shapes.Length), [1, 2]);

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_result_is_the_same(string method, int shape, int seed)
    {
        var run = Run(method, seed, Shapes[shape]);
        var expected = References[method](run);

        var actual = run.Merge();

        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < actual.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= 2e-6 * Math.Max(1, Math.Abs(expected[i])),
                $"element {i} of {actual.Length}: expected {expected[i]:R}, found {actual[i]:R}");
        }
    }

    private static MethodRun Run(string method, int seed, long[] shape)
    {
        var definition = MergeMethods.All[method];
        var experts = Math.Clamp(2 + seed, definition.MinimumExperts, definition.MaximumExperts);
        var run = MethodRun.Random(method, experts, seed, shape);
        foreach (var parameter in definition.Parameters)
        {
            switch (parameter.Name)
            {
                case "weight":
                    run.OfExperts["weight"] = [.. Enumerable.Range(0, experts).Select(i => 0.9 - (0.2 * i))];
                    break;
                case "lambda":
                    run.Parameters["lambda"] = 0.8;
                    break;
                case "density":
                    run.OfExperts["density"] = [.. Enumerable.Range(0, experts).Select(i => 0.3 + (0.1 * i))];
                    break;
                case "n" or "m":
                    run.Parameters[parameter.Name] = parameter.Name == "n" ? 3 : 8;
                    break;
                case "preserve_variance":
                    run.Parameters["preserve_variance"] = 1;
                    break;
                case "cutoff":
                    run.Parameters["cutoff"] = 0.5;
                    break;
            }
        }

        return run;
    }
}
