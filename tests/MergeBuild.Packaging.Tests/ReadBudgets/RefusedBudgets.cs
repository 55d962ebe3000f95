using MergeBuild.Checkpoints.Models;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Ledger;
using MergeBuild.Merging.Methods;
using MergeBuild.Merging.Recipes;

namespace MergeBuild.Packaging.Tests.ReadBudgets;

public sealed class RefusedBudgets : IDisposable
{
    private const long Plenty = 1L << 40;

    private readonly BudgetFolder _folder = new();

    public static TheoryData<string> OtherMethods => [.. MergeMethods.All.Keys.Where(method => method != "task_arithmetic")];

    [Theory]
    [MemberData(nameof(OtherMethods))]
    public void Are_those_of_any_other_method(string method)
    {
        var definition = MergeMethods.All[method];
        var experts = new[] { "a", "b", "c" }[..Math.Clamp(2, definition.MinimumExperts, Math.Min(3, definition.MaximumExperts))];
        var parameters = string.Join(", ", definition.Parameters.Where(parameter => parameter.IsRequired).Select(parameter => $"{parameter.Name}: 0.5"));
        var yaml = $"merge_method: {method}\n" + (definition.Base == BaseRole.None ? "" : "base_model: base\n") +
            $"models: [{string.Join(", ", experts.Select(expert => $"{{model: {expert}}}"))}]\nparameters: {{{parameters}}}\n";
        var problem = _folder.Fails(Plenty, yaml);

        Assert.Equal("MB3051", problem.Code);
        Assert.Equal($"The method {method} cannot merge within a read budget; allowed with one: task_arithmetic.", problem.Message);
        Assert.EndsWith("recipe.yml", problem.Location!.File, StringComparison.Ordinal);
        Assert.Equal("MB3051", Assert.Single(Assert.Throws<MergeBuildException>(() => _folder.Analyze(yaml)).Diagnostics).Code);
    }

    [Fact]
    public void Are_those_of_rows_that_are_laid_out_by_tokens()
    {
        foreach (var model in new[] { "base", "a", "b", "c" })
        {
            var tokens = string.Join(", ", Enumerable.Range(0, 20_000).Select(token => $"\"t{token}\": {token}"));
            File.WriteAllText(Path.Combine(_folder[model], "tokenizer.json"), $$$"""{"model": {"type": "WordLevel", "vocab": { {{{tokens}}} } } }""");
        }

        var problem = _folder.Fails(Plenty, BudgetFolder.TaskArithmetic + "tokenizer: {source: union}\n");
        Assert.Equal("MB3053", problem.Code);
        Assert.Contains("'lm_head.weight' of 'base'", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Are_those_of_builds_that_verify_their_parents()
    {
        var problem = _folder.Fails(Plenty, change: options => options with { Verification = ContentVerification.Sample });
        Assert.Equal("MB3057", problem.Code);
        Assert.Contains("MergeVerify=sample", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Are_those_of_recipes_of_several_stages()
    {
        var stage = new RecipeStage("first", _folder.Recipe(), IsResult: false);
        var exception = Assert.Throws<MergeBuildException>(() => StagedBuild.Run(
            [stage, new RecipeStage(null, _folder.Recipe(), IsResult: true)], _folder.Options(Plenty), cancellation: TestContext.Current.CancellationToken));
        Assert.Equal("MB3058", Assert.Single(exception.Diagnostics).Code);
    }

    [Fact]
    public void Leave_nothing_behind()
    {
        _folder.Fails(1);
        _folder.Fails(Plenty);
        Assert.False(Directory.Exists(_folder["output"]));
        Assert.Equal(4, new[] { "base", "a", "b", "c" }.Select(model => ModelDirectory.Open(_folder[model])).Count());
    }

    public void Dispose() => _folder.Dispose();
}
