using MergeBuild.Testing;
using MergeBuild.Testing.Models;

namespace MergeBuild.Faults.Load;

/// <summary>Recipes of 64 experts.</summary>
internal sealed class ManyExperts : Fault
{
    private const int Count = 64;
    private static readonly string[] Methods = ["linear", "task_arithmetic", "ties", "dare_ties", "model_stock"];

    public override string Name => "recipes of 64 experts";

    public override void Run(Tally tally, Random random, int times)
    {
        using var folder = new TemporaryFolder();
        for (var model = 0; model <= Count; model++)
        {
            TinyLlama.Of(2, model).WriteTo(folder[$"model{model}"]);
        }

        var experts = string.Join(", ", Enumerable.Range(1, Count).Select(model => $"{{model: model{model}, parameters: {{weight: 0.1, density: 0.5}}}}"));
        foreach (var method in Methods)
        {
            var models = method is "linear" or "model_stock" ? experts.Replace(", density: 0.5", "", StringComparison.Ordinal) : experts;
            models = method is "model_stock" ? models.Replace(", parameters: {weight: 0.1}", "", StringComparison.Ordinal) : models;
            folder.Write("recipe.yml", $"merge_method: {method}\n{(method == "linear" ? "" : "base_model: model0\n")}models: [{models}]\n");
            var run = ToolRun.Of(folder.Path, ToolRun.Tool("merge", "recipe.yml", $"out-{method}"));
            tally.Add(run.ExitCode == 0 ? "merged" : run.End, run.ExitCode == 0 ? null : run.Output);
        }
    }
}
