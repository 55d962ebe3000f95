using MergeBuild.Testing;
using MergeBuild.Testing.Models;

namespace MergeBuild.Faults.Load;

/// <summary>Far more shards than files may be open: merged, or refused with the shard that could not be opened.</summary>
internal sealed class ManyShards : Fault
{
    private const int Experts = 64;
    private const int Layers = 3;

    public override string Name => "64 experts of 12 shards with few open files";

    public override string? Missing => OperatingSystem.IsWindows() ? "Windows has no such limit" : null;

    public override void Run(Tally tally, Random random, int times)
    {
        using var folder = new TemporaryFolder();
        for (var model = 0; model < Experts; model++)
        {
            TinyLlama.Of(Layers, model).WriteTo(folder[$"whole{model}"]);
            folder.Write("recipe.yml", $"merge_method: linear\nmodels: [{{model: whole{model}, parameters: {{weight: 1}}}}]\n");
            var split = ToolRun.Of(folder.Path, ToolRun.Tool("merge", "recipe.yml", $"model{model}", "--shard-size", "1500"));
            _ = split.ExitCode == 0 ? 0 : throw new InvalidOperationException(split.Output);
        }

        folder.Write("recipe.yml", $"merge_method: linear\nmodels: [{string.Join(", ", Enumerable.Range(0, Experts).Select(model => $"{{model: model{model}, parameters: {{weight: 1}}}}"))}]\n");
        foreach (var limit in new[] { 4096, 1024, 512, 256, 64 })
        {
            var run = ToolRun.Of(folder.Path, ["sh", "-c", $"ulimit -n {limit}; exec \"$@\"", "sh", .. ToolRun.Tool("merge", "recipe.yml", $"out{limit}")], null);
            tally.Add(run.ExitCode == 0 ? "merged" : run.End, run.FailureProblem ?? (File.Exists(folder[$"out{limit}/merge.manifest.json"]) == (run.ExitCode == 0) ? null : "a manifest without a merge"));
        }
    }
}
