using MergeBuild.Testing;
using MergeBuild.Testing.PyTorch;

namespace MergeBuild.Cli.Tests;

public sealed class PyTorchModels : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public PyTorchModels()
    {
        foreach (var (name, scale) in new[] { ("one", 1f), ("two", 3f) })
        {
            Parents.Model(scale).WriteTo(_folder["safe/" + name]);
            _folder.Write($"torch/{name}/pytorch_model.bin", TorchCheckpoint.Of(Parents.Model(scale)));
            File.Copy(_folder[$"safe/{name}/config.json"], _folder[$"torch/{name}/config.json"]);
        }

        _folder.Write("recipe.yml", "merge_method: linear\nmodels: [{model: one}, {model: two}]\nparameters: {weight: 0.5}\n");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Merge_to_the_bytes_that_their_safetensors_merge_to()
    {
        var torch = Tool.Run(_folder.Path, "merge", "recipe.yml", "out-torch", "--model-root", "torch", "--allow-pickle");
        var safe = Tool.Run(_folder.Path, "merge", "recipe.yml", "out-safe", "--model-root", "safe");

        Assert.Equal((0, 0), (torch.ExitCode, safe.ExitCode));
        Assert.Equal(File.ReadAllBytes(_folder["out-safe/model.safetensors"]), File.ReadAllBytes(_folder["out-torch/model.safetensors"]));
    }

    [Fact]
    public void Are_refused_unless_they_are_allowed()
    {
        var result = Tool.Run(_folder.Path, "merge", "recipe.yml", "out", "--model-root", "torch");

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("MB2037", result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["out"]));
    }

    [Fact]
    public void That_would_run_a_program_are_refused_and_run_nothing()
    {
        var proof = _folder["proof"];
        var pickle = PickleWriter.Begin().Call("os", "system", arguments => arguments.Text($"touch {proof}")).Stop();
        _folder.Write("evil/pytorch_model.bin", TorchCheckpoint.Archive(pickle).ToArray());
        var result = Tool.Run(_folder.Path, "inspect", "evil", "--allow-pickle");

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("MB2115", result.Error, StringComparison.Ordinal);
        Assert.Contains("os.system", result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(proof));
    }
}
