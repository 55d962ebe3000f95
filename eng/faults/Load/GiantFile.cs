using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Testing;

namespace MergeBuild.Faults.Load;

/// <summary>Weights that claim two terabytes, and have them, as a hole.</summary>
internal sealed class GiantFile : Fault
{
    private const long Length = 2L << 40;

    public override string Name => "a sparse file of 2 TB as a parent";

    public override void Run(Tally tally, Random random, int times)
    {
        using var folder = new TemporaryFolder();
        folder.Write("one/config.json", """{"model_type": "unheard-of"}""");
        folder.Write("recipe.yml", "merge_method: linear\nmodels: [{model: one, parameters: {weight: 1}}]\n");
        var layout = new SafetensorsLayout([new TensorDescription("model.weight", DType.F32, [(Length / sizeof(float)) - 1024])]);
        try
        {
            using var file = File.Create(folder["one/model.safetensors"]);
            file.Write(layout.Prefix.Span);
            file.SetLength(layout.FileLength);
        }
        catch (IOException exception)
        {
            tally.Add($"not tried: this file system has no such files ({exception.Message})", null);
            return;
        }

        Try("a model of 2 TB is refused before it is read: MB2060", "MB2060");
        using (var file = File.OpenWrite(folder["one/model.safetensors"]))
        {
            file.Write(new byte[layout.Prefix.Length]);
        }

        Try("a hole of 2 TB is refused", "MB20");

        void Try(string end, string code)
        {
            var run = ToolRun.Of(folder.Path, ToolRun.Tool("merge", "recipe.yml", "out"));
            tally.Add(end, run.End.StartsWith(code, StringComparison.Ordinal) && !Directory.Exists(folder["out"]) ? run.FailureProblem : run.Output);
        }
    }
}
