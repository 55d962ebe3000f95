using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Methods;
using MergeBuild.Merging.Parameters;

namespace MergeBuild.Merging.Tests.Methods;

/// <summary>What holds for all methods, those of tomorrow too.</summary>
public sealed class EveryMethod
{
    // Values that make a method do all that it can: pass over the tensor, go by rows, drop, enlarge.
    private static readonly Dictionary<string, double> Interesting = new()
    {
        ["weight"] = 0.7, ["density"] = 0.5, ["t"] = 0.3, ["select_topk"] = 0.5, ["preserve_variance"] = 1, ["filter_wise"] = 1,
        ["nuslerp_flatten"] = 0, ["rescale"] = 1, ["rescale_rule"] = 1, ["n"] = 3, ["m"] = 8, ["scale"] = 0.9,
    };

    private static readonly long[][] Shapes = [[50_000], [40, 1201], [3, 5, 4001]];

    public static MatrixTheoryData<string, int> Cases => new(MergeMethods.All.Keys, Enumerable.Range(0, Shapes.Length));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Threads_and_block_size_do_not_change_a_byte(string method, int shape)
    {
        var run = Run(method, shape);
        var expected = run.MergeBytes(new MergeEngineOptions { Threads = 1, BlockLength = 1 });

        Assert.Equal(expected, run.MergeBytes(new MergeEngineOptions { Threads = 3, BlockLength = 1 }));
        Assert.Equal(expected, run.MergeBytes(new MergeEngineOptions { Threads = 2, BlockLength = 1 << 20 }));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Experts_equal_to_the_base_give_the_base(string method, int shape)
    {
        var run = Run(method, shape);
        var definition = run.Definition;
        if (definition.Base == BaseRole.None || method is "nuslerp" or "multislerp")
        {
            return;
        }

        var merged = (run with { Experts = [.. run.Experts.Select(_ => run.Base)] }).Merge();

        for (var i = 0; i < merged.Length; i++)
        {
            Assert.Equal(run.Base[i], merged[i], 1e-6f);
        }
    }

    private static MethodRun Run(string method, int shape)
    {
        var definition = MergeMethods.All[method];
        var experts = Math.Clamp(3, definition.MinimumExperts, definition.MaximumExperts);
        var run = MethodRun.Random(method, experts, seed: 5, Shapes[shape]);
        foreach (var parameter in definition.Parameters.Where(parameter => Interesting.ContainsKey(parameter.Name)))
        {
            Set(run, parameter, Interesting[parameter.Name]);
        }

        return run;
    }

    private static void Set(MethodRun run, ParameterDefinition parameter, double value)
    {
        if (parameter.IsWithoutEffect || parameter.Kind == ParameterKind.Choice)
        {
            return;
        }

        if (parameter.IsPerExpert)
        {
            run.OfExperts[parameter.Name] = [.. run.Experts.Select((_, i) => parameter.Name == "weight" ? value - (0.1 * i) : value)];
        }
        else
        {
            run.Parameters[parameter.Name] = value;
        }
    }
}
