using System.Globalization;
using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Hashing;
using MergeBuild.Merging.Recipes;

namespace MergeBuild.Packaging.Tests;

public sealed class Manifest : IDisposable
{
    private readonly BuildFolder _folder = new();

    [Fact]
    public void Digests_are_those_of_files_and_tensors()
    {
        _folder.Build();
        var manifest = _folder.VerifiedManifest();
        foreach (var parent in manifest["parents"]!.AsArray())
        {
            foreach (var file in parent!["files"]!.AsArray())
            {
                Assert.Equal(
                    Blake3.Hash(File.ReadAllBytes(Path.Combine(_folder[(string)parent["name"]!], (string)file!["name"]!))).ToString(), (string)file["blake3"]!);
            }
        }
    }

    [Fact]
    public void It_is_the_same_for_any_number_of_threads_and_any_folder()
    {
        _folder.Build(change: options => options with { Threads = 1 });
        var expected = _folder.Read(MergeManifest.FileName);
        using var other = new BuildFolder();
        foreach (var threads in new[] { 1, 2, 4 })
        {
            other.Build(change: options => options with { Threads = threads });
            Assert.Equal(expected, other.Read(MergeManifest.FileName));
        }
    }

    [Fact]
    public void It_is_the_same_in_any_culture()
    {
        _folder.Build();
        var expected = _folder.Read(MergeManifest.FileName);
        var culture = CultureInfo.CurrentCulture;
        try
        {
            foreach (var name in new[] { "de-DE", "ar-SA", "tr-TR", "sv-SE" })
            {
                CultureInfo.CurrentCulture = new CultureInfo(name);
                _folder.Build();
                Assert.Equal(expected, _folder.Read(MergeManifest.FileName));
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void Shards_change_where_tensors_are_and_nothing_else_of_them()
    {
        _folder.Build();
        var whole = Tensors();
        _folder.Build(change: options => options with { ShardSize = 300 });
        Assert.Equal(whole, Tensors());
    }

    [Fact]
    public void A_key_changes_with_all_that_decides_the_tensor()
    {
        _folder.Build();
        var keys = new HashSet<string> { Key() };
        _folder.Build(BuildFolder.Ties.Replace("0.5}}", "0.6}}", StringComparison.Ordinal));
        Assert.True(keys.Add(Key()));
        _folder.Build(BuildFolder.Ties.Replace("ties", "dare_ties", StringComparison.Ordinal));
        Assert.True(keys.Add(Key()));
        Build(_folder.Recipe() with { Seed = 1 });
        Assert.True(keys.Add(Key()));
        Build(_folder.Recipe() with { OutputDType = Checkpoints.Safetensors.DType.BF16 });
        Assert.True(keys.Add(Key()));
        Testing.Models.TinyLlama.Of(2, seed: 7).WriteTo(_folder["b"]);
        _folder.Build();
        Assert.True(keys.Add(Key()));
    }

    [Fact]
    public void Parameters_are_written_as_given_and_as_they_came_out()
    {
        _folder.Build("merge_method: ties\nbase_model: base\nmodels: [{model: a}]\nparameters: {weight: [{filter: mlp, value: [0, 1]}, {value: 0.25}], normalize: false}\n");
        var manifest = _folder.VerifiedManifest();
        Assert.Equal("""{"weight":[{"filter":"mlp","values":["0","1"]},{"values":["0.25"]}],"normalize":[{"values":["false"]}]}""",
            manifest["recipe"]!["parameters"]!.ToJsonString());
        var tensor = manifest["tensors"]!.AsArray().Single(tensor => (string)tensor!["name"]! == "model.layers.1.mlp.up_proj.weight")!;
        Assert.Equal("""{"int8_mask":false,"lambda":1,"normalize":false,"rescale":false}""", tensor["parameters"]!.ToJsonString());
        Assert.Equal("""{"density":1,"weight":1}""", tensor["sources"]![1]!["parameters"]!.ToJsonString());
    }

    public void Dispose() => _folder.Dispose();

    private void Build(Recipe recipe) => ModelBuild.Run(recipe, _folder.Options, cancellation: TestContext.Current.CancellationToken);

    private string Key() => (string)_folder.VerifiedManifest()["tensors"]![0]!["key"]!;

    private string[] Tensors() => [.. _folder.VerifiedManifest()["tensors"]!.AsArray().Select(tensor =>
    {
        var copy = (JsonObject)tensor!.DeepClone();
        Assert.True(copy.Remove("file"));
        return copy.ToJsonString();
    })];
}
