using System.Text.Json.Nodes;
using MergeBuild.Testing;

namespace MergeBuild.Cli.Tests;

public sealed class PredictedMerges : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Have_tables_by_group_and_a_file_with_every_tensor()
    {
        TinyRecipe.Write(_folder);
        var result = Tool.Run(_folder.Path, "predict", "recipe.yml", "--json", "kinship.json");

        Assert.Equal(0, result.ExitCode);
        Assert.Matches("(?m)^  math +0.0443 +88.0 % +0.9991 +0 of 39 *$", result.Output);
        Assert.Matches("(?m)^  math and facts +head +-0.1025 +51.6 % +69.8 % ", result.Output);
        Assert.Contains("* 'math' and 'strings' are nearly orthogonal (cosine 0.03, ", result.Output, StringComparison.Ordinal);
        var json = JsonNode.Parse(File.ReadAllText(_folder["kinship.json"]))!;
        Assert.Equal((39, 4, 5), (json["tensors"]!.AsArray().Count, json["layers"]!.AsArray().Count, json["groups"]!.AsArray().Count));
        Assert.Equal(0.0282, (double)json["whole"]!["pairs"]![0]!["cosine"]!, 1e-4);
    }

    [Fact]
    public void Of_a_parent_that_is_another_under_a_new_name_leave_it_out()
    {
        DamagedExpert.Write(Path.Combine(TinyRecipe.Parents, "math"), _folder["copy"], "none", 0);
        TinyRecipe.Write(_folder, "copy");
        var result = Tool.Run(_folder.Path, "predict", "recipe.yml", "--by", "layer", "--threads", "1");

        Assert.Matches("(?m)^  math and copy +layer 3 +1.0000 +0.0 % .* 100.0 % *$", result.Output);
        Assert.Contains("* 'math' and 'copy' are equal in every tensor: one of them counts twice; leave one out.", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Are_of_one_stage_and_one_architecture()
    {
        TinyRecipe.Write(_folder);
        _folder.Write("stages.yml", $"name: first\n{TinyRecipe.Of()}\n---\nmerge_method: linear\nmodels: [{{model: first, parameters: {{weight: 1}}}}]\n");
        Assert.Contains("error MB4323: ", Tool.Run(_folder.Path, "predict", "stages.yml").Error, StringComparison.Ordinal);
        Parents.Model(1).WriteTo(_folder["other"]);
        _folder.Write("mixed.yml", TinyRecipe.Of("other"));
        var mixed = Tool.Run(_folder.Path, "predict", "mixed.yml");
        Assert.Equal(1, mixed.ExitCode);
        Assert.Contains("error MB2070: ", mixed.Error, StringComparison.Ordinal);
        Assert.Contains("error MB5001: ", Tool.Run(_folder.Path, "predict", "none.mergeproj").Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--top", "0")]
    [InlineData("--top", "2")]
    [InlineData("--by", "tensor")]
    public void Take_options_in_their_range(string option, string value)
    {
        var result = Tool.Run(_folder.Path, "predict", "recipe.yml", option, value);
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains(option, result.Error, StringComparison.Ordinal);
    }
}
