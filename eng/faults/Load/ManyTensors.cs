using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Testing;

namespace MergeBuild.Faults.Load;

/// <summary>A model of a hundred thousand tensors.</summary>
internal sealed class ManyTensors : Fault
{
    private const int Count = 100_000;

    public override string Name => "a model of 100,000 tensors";

    public override void Run(Tally tally, Random random, int times)
    {
        using var folder = new TemporaryFolder();
        foreach (var model in new[] { "one", "two" })
        {
            folder.Write($"{model}/config.json", """{"model_type": "unheard-of"}""");
            var layout = new SafetensorsLayout(Enumerable.Range(0, Count).Select(number => new TensorDescription($"model.block.{number}.weight", DType.F32, [4])));
            var bytes = new byte[layout.FileLength];
            random.NextBytes(bytes.AsSpan(layout.Prefix.Length));

            // Exponents of ordinary numbers.
            for (var place = layout.Prefix.Length + 3; place < bytes.Length; place += sizeof(float))
            {
                bytes[place] = 0x3D;
            }

            layout.Prefix.Span.CopyTo(bytes);
            folder.Write($"{model}/model.safetensors", bytes);
        }

        folder.Write("recipe.yml", "merge_method: linear\nmodels: [{model: one, parameters: {weight: 1}}, {model: two, parameters: {weight: 1}}]\n");
        Try(ToolRun.Tool("merge", "recipe.yml", "out", "--ledger", "ledger"), "merged");
        Try(ToolRun.Tool("merge", "recipe.yml", "out", "--ledger", "ledger"), "up to date");
        Try(ToolRun.Tool("verify", "out"), "verified");

        void Try(string[] command, string end)
        {
            var run = ToolRun.Of(folder.Path, command);
            tally.Add(end, run.ExitCode == 0 ? null : run.Output);
        }
    }
}
