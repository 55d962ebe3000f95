using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Testing;
using MergeBuild.Testing.Models;

namespace MergeBuild.Faults.Load;

/// <summary>Folders, projects and tensors with names of every script.</summary>
internal sealed class NamesOfEveryScript : Fault
{
    private static readonly string[] Names =
    [
        "модель", "模型", "モデル", "모델", "نموذج", "מודל", "แบบจำลอง", "मॉडल", "mô-hình", "cafe\u0301", "İstanbul", "𝒎odel", "👩‍🔬", "two words", "a'b", "50%25", "a,b", "(x)",
    ];

    public override string Name => "names of every script";

    public override void Run(Tally tally, Random random, int times)
    {
        using var work = new SdkProject(vocabulary: 16);
        foreach (var name in Names)
        {
            var parent = Path.Combine(work.Path, name, "parent");
            TinyModel.Empty.WithConfigValue("model_type", "unheard-of").With($"model.{name}.weight", DType.F32, [4], 1, 2, 3, 4).WriteTo(parent);
            File.WriteAllText(Path.Combine(work.Path, name, "recipe.yml"), "merge_method: linear\nmodels: [{model: parent, parameters: {weight: 1}}]\n");
            var run = ToolRun.Of(Path.Combine(work.Path, name), ToolRun.Tool("merge", "recipe.yml", name));
            run = run.ExitCode == 0 ? ToolRun.Of(Path.Combine(work.Path, name), ToolRun.Tool("verify", name)) : run;
            tally.Add(run.ExitCode == 0 ? "merged by the tool" : "refused by the tool", run.ExitCode == 0 ? null : $"{name}: {run.Output}");
        }

        foreach (var name in Names)
        {
            work.Write(name, 1);
            var run = work.Dotnet(null, "build", $"{name}.mergeproj");
            tally.Add(
                run.ExitCode == 0 ? "built by the SDK" : "refused by the SDK",
                run.ExitCode == 0 && work.Model(name).ContainsKey("merge.manifest.json") ? null : $"{name}: {run.Output}");
        }
    }
}
