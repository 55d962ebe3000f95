using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Hashing;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Recipes;
using MergeBuild.Testing;
using MergeBuild.Testing.Models;

namespace MergeBuild.Packaging.Tests;

/// <summary>A temporary folder with the models base, a and b, and the output of merging them.</summary>
internal sealed class BuildFolder : IDisposable
{
    public const string Ties = "merge_method: ties\nbase_model: base\nmodels: [{model: a, parameters: {density: 0.5}}, {model: b}]\nparameters: {weight: 0.5}\n";

    private readonly TemporaryFolder _folder = new();

    public BuildFolder()
    {
        foreach (var (name, seed) in new[] { ("base", 0), ("a", 1), ("b", 2) })
        {
            TinyLlama.Of(2, seed).WriteTo(_folder[name]);
        }
    }

    public string this[string name] => _folder[name];

    public string Output => _folder["output"];

    /// <summary>Names of the files of the output, in order.</summary>
    public IReadOnlyList<string> OutputFiles => [.. Directory.EnumerateFiles(Output).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    public string Write(string name, string text) => _folder.Write(name, text);

    public Recipe Recipe(string yaml = Ties) => YamlRecipe.Read(_folder.Write("recipe.yml", yaml), modelRoot: null);

    public ModelBuildOptions Options => new() { OutputDirectory = Output, Threads = 2 };

    public ModelBuildResult Build(string yaml = Ties, Func<ModelBuildOptions, ModelBuildOptions>? change = null) =>
        ModelBuild.Run(Recipe(yaml), change?.Invoke(Options) ?? Options, cancellation: TestContext.Current.CancellationToken);

    public Diagnostic Fails(string yaml = Ties, Func<ModelBuildOptions, ModelBuildOptions>? change = null) =>
        Assert.Single(Assert.Throws<MergeBuildException>(() => Build(yaml, change)).Diagnostics);

    public byte[] Read(string name) => File.ReadAllBytes(Path.Combine(Output, name));

    public JsonObject Json(string name) => (JsonObject)JsonNode.Parse(Read(name))!;

    /// <summary>The manifest of the output, each of its digests compared with the files.</summary>
    public JsonObject VerifiedManifest()
    {
        var manifest = Json(MergeManifest.FileName);
        var model = ModelDirectory.Open(Output);
        foreach (var file in manifest["files"]!.AsArray())
        {
            var bytes = Read((string)file!["name"]!);
            Assert.Equal(bytes.Length, (long)file["length"]!);
            Assert.Equal(Blake3.Hash(bytes).ToString(), (string)file["blake3"]!);
        }

        Assert.Equal(
            OutputFiles.Where(name => name != MergeManifest.FileName), manifest["files"]!.AsArray().Select(file => (string)file!["name"]!));
        Assert.Equal(model.Tensors.Keys.Order(NaturalOrder.Instance), manifest["tensors"]!.AsArray().Select(tensor => (string)tensor!["name"]!));
        foreach (var tensor in manifest["tensors"]!.AsArray())
        {
            var stored = model.Tensors[(string)tensor!["name"]!];
            var bytes = Read((string)tensor["file"]!).AsSpan((int)stored.Entry.Offset, (int)stored.Entry.ByteLength);
            Assert.Equal(Blake3.Hash(bytes).ToString(), (string)tensor["blake3"]!);
            Assert.Equal(stored.Entry.DType.ToString(), (string)tensor["dtype"]!);
            Assert.Equal(stored.Entry.Shape, tensor["shape"]!.AsArray().Select(dimension => (long)dimension!));
        }

        return manifest;
    }

    public void Dispose() => _folder.Dispose();
}
