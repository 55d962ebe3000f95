using MergeBuild.Merging.Recipes;
using MergeBuild.Packaging;
using MergeBuild.Testing;
using MergeBuild.Testing.Models;

namespace MergeBuild.Cli.Tests;

public sealed class ExplainedBuilds : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ExplainedBuilds()
    {
        TinyLlama.Of(3, 1).WriteTo(_folder["a"]);
        TinyLlama.Of(3, 2).WriteTo(_folder["b"]);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Say_why_each_group_of_tensors_was_merged_again()
    {
        Build(0.5);
        Build(0.25);
        var result = Tool.Run(_folder.Path, "explain", "merge.ledger");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Matches(@"model\.layers\.\*\.mlp\.up_proj\.weight +3 +192 B +3 +3 +0 +recipe: expert 'b' weight=0\.5 → expert 'b' weight=0\.25", result.Output);
        Assert.Matches(@"model\.layers\.\*\.self_attn\.q_proj\.weight +3 +192 B +3 +0 +3 +unchanged", result.Output);
        Assert.Contains("The last build read ", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Name_the_parent_whose_content_changed()
    {
        Build(0.5);
        TinyLlama.Of(3, 7).WriteTo(_folder["b"]);
        Build(0.5);
        var json = Tool.Run(_folder.Path, "explain", "merge.ledger", "--json").Json;

        Assert.Equal(30, json["tensors"]!.AsArray().Count);
        Assert.All(json["groups"]!.AsArray(), group => Assert.Equal("content of 'b' changed", (string?)group!["reasons"]![0]!["reason"]));
        Assert.Equal(30, (int?)json["work"]!["blocksMerged"]);
    }

    [Theory]
    [InlineData("missing.mergeproj", "MB5001")]
    [InlineData("notes.txt", "MB5004")]
    [InlineData("other.csproj", "MB5002")]
    public void Are_refused_where_there_is_no_record(string path, string code)
    {
        _folder.Write("notes.txt", "no ledger");
        _folder.Write("other.csproj", "<Project />");
        var result = Tool.Run(_folder.Path, "explain", path);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"error {code}: ", result.Error, StringComparison.Ordinal);
    }

    private void Build(double weightOfMlp)
    {
        var recipe = _folder.Write("recipe.yml", FormattableString.Invariant(
            $"merge_method: linear\nmodels: [{{model: a, parameters: {{weight: 0.5}}}}, {{model: b, parameters: {{weight: [{{filter: mlp, value: {weightOfMlp}}}, {{value: 0.5}}]}}}}]\n"));
        ModelBuild.Run(
            YamlRecipe.Read(recipe, modelRoot: null),
            new ModelBuildOptions { OutputDirectory = _folder["out"], LedgerFile = _folder["merge.ledger"] }, cancellation: TestContext.Current.CancellationToken);
    }
}
