using System.Text.Json.Nodes;
using MergeBuild.Packaging;
using MergeBuild.Testing;

namespace MergeBuild.Cli.Tests;

/// <summary>Whatever happens to a model directory after its build, <c>verify</c> names it.</summary>
public sealed class VerifiedModels : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _model;

    public VerifiedModels()
    {
        _model = Parents.Model(1).WriteTo(_folder["model"], shards: 2);
        Manifests.Write(_model, Manifests.Describe(_model));
    }

    private string FirstShard => Path.Combine(_model, "model-00001-of-00002.safetensors");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Intact()
    {
        var result = Tool.Run(_folder.Path, "verify", "model");

        Assert.Equal(0, result.ExitCode);
        Assert.StartsWith("model is intact: 4 files, 4 tensors, ", result.Output, StringComparison.Ordinal);
        Assert.Contains("Verifying: 4 of 4 tensors, ", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', result.Output + result.Error);
    }

    [Fact]
    public void Intact_as_json()
    {
        var json = Tool.Run(_folder.Path, "verify", "model", "--json").Json;

        Assert.True((bool?)json["succeeded"]);
        Assert.Equal((4, 4), ((int?)json["files"], (int?)json["tensors"]));
    }

    [Fact]
    public void One_bit_flipped_in_the_last_tensor_of_a_file()
    {
        var bytes = File.ReadAllBytes(FirstShard);
        bytes[^1] ^= 1;
        File.WriteAllBytes(FirstShard, bytes);
        var (codes, messages) = Failures();

        Assert.Equal(["MB5044", "MB5048"], codes);
        Assert.Contains("tensor 'model.layers.1.mlp.weight' has the BLAKE3 digest ", messages[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Verdicts_of_another_model()
    {
        var manifest = Checkpoints.Hashing.Blake3.Hash(File.ReadAllBytes(Path.Combine(_model, MergeManifest.FileName)));
        File.WriteAllText(Path.Combine(_model, "merge.verdicts.json"), $$"""{"manifest": "{{manifest}}"}""");
        var own = Tool.Run(_folder.Path, "verify", "model");
        File.WriteAllText(Path.Combine(_model, "merge.verdicts.json"), """{"manifest": "f00d"}""");

        Assert.Equal(0, own.ExitCode);
        Assert.Equal(["MB4273"], Failures().Codes);
    }

    [Fact]
    public void One_bit_flipped_in_the_configuration()
    {
        var path = Path.Combine(_model, "config.json");
        File.WriteAllText(path, File.ReadAllText(path).Replace("tiny", "tinY", StringComparison.Ordinal));

        Assert.Equal(["MB5044"], Failures().Codes);
    }

    [Fact]
    public void A_file_cut_short()
    {
        using (var file = File.OpenWrite(FirstShard))
        {
            file.SetLength(file.Length - 1);
        }

        var (codes, messages) = Failures();
        Assert.Equal(["MB5043"], codes);
        Assert.Contains("model-00001-of-00002.safetensors' has ", messages[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_gone()
    {
        File.Delete(FirstShard);

        Assert.Equal(["MB5042"], Failures().Codes);
    }

    [Theory]
    [InlineData("model.safetensors")]
    [InlineData("model-00003-of-00003.safetensors")]
    [InlineData("pytorch_model.bin")]
    public void Weights_that_nobody_listed(string name)
    {
        File.WriteAllText(Path.Combine(_model, name), "");

        Assert.Equal(["MB5049"], Failures().Codes);
    }

    [Fact]
    public void Other_files_that_nobody_listed_are_of_no_concern()
    {
        File.WriteAllText(Path.Combine(_model, "training_args.bin"), "");

        Assert.Equal(0, Tool.Run(_folder.Path, "verify", "model").ExitCode);
    }

    [Fact]
    public void Several_things_wrong_come_in_the_order_of_the_manifest()
    {
        File.WriteAllText(Path.Combine(_model, "model.safetensors"), "");
        File.Delete(FirstShard);
        File.AppendAllText(Path.Combine(_model, "config.json"), " ");

        Assert.Equal(["MB5043", "MB5042", "MB5049"], Failures().Codes);
    }

    [Theory]
    [InlineData("name", "\"renamed\"", "MB5045 MB5046")]
    [InlineData("dtype", "\"I32\"", "MB5047")]
    [InlineData("shape", "[4,1]", "MB5047")]
    [InlineData("blake3", "\"0000000000000000000000000000000000000000000000000000000000000000\"", "MB5048")]
    [InlineData("dtype", "\"float32\"", "MB5041")]
    [InlineData("file", "\"elsewhere.safetensors\"", "MB5041")]
    [InlineData("blake3", "\"00\"", "MB5041")]
    [InlineData("shape", "[-4]", "MB5041")]
    [InlineData("name", "null", "MB5041")]
    public void A_manifest_that_lies_about_a_tensor(string member, string value, string expected)
    {
        var manifest = Manifests.Describe(_model);
        manifest["tensors"]![0]![member] = JsonNode.Parse(value);
        Manifests.Write(_model, manifest);

        Assert.Equal(expected.Split(' '), Failures().Codes);
    }

    [Theory]
    [InlineData("name", "\"../secret\"")]
    [InlineData("name", "\"merge.manifest.json\"")]
    [InlineData("length", "-1")]
    [InlineData("length", "1.5")]
    [InlineData("blake3", "\"0000000000000000000000000000000000000000000000000000000000000000 \"")]
    public void A_manifest_that_is_no_manifest(string member, string value)
    {
        var manifest = Manifests.Describe(_model);
        manifest["files"]![0]![member] = JsonNode.Parse(value);
        Manifests.Write(_model, manifest);

        Assert.Equal(["MB5041"], Failures().Codes);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"files\": [1], \"tensors\": []}")]
    [InlineData("{\"files\": []")]
    public void A_manifest_without_its_parts(string text)
    {
        File.WriteAllText(Path.Combine(_model, MergeManifest.FileName), text);

        Assert.Equal(["MB5041"], Failures().Codes);
    }

    [Fact]
    public void No_manifest()
    {
        File.Delete(Path.Combine(_model, MergeManifest.FileName));

        Assert.Equal(["MB5040"], Failures().Codes);
    }

    private (string[] Codes, string[] Messages) Failures()
    {
        var result = Tool.Run(_folder.Path, "verify", "model", "--json");
        var diagnostics = result.Json["diagnostics"]!.AsArray();
        Assert.Equal(1, result.ExitCode);
        Assert.False((bool?)result.Json["succeeded"]);
        return ([.. diagnostics.Select(item => (string)item!["code"]!)], [.. diagnostics.Select(item => (string)item!["message"]!)]);
    }
}
