using System.Text;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Recipes;

namespace MergeBuild.Merging.Tests.Recipes;

public sealed class BrokenYaml : IDisposable
{
    private readonly RecipeFolder _folder = new("alpha");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("# nothing\n")]
    [InlineData("---\n")]
    [InlineData("null\n")]
    public void An_empty_recipe_is_called_that(string yaml) =>
        Assert.Equal(["1,1 MB1001 The recipe is empty."], _folder.Errors(yaml));

    [Theory]
    [InlineData("models: [a, b\n", "2,1")]
    [InlineData("a: 1\n b: 2\n", "2,3")]
    [InlineData("a: 'x\n", "1,4")]
    [InlineData("a: 1\n\tb: 2\n", "1,4")]
    public void Errors_of_syntax_have_a_place(string yaml, string place) =>
        Assert.StartsWith($"{place} MB1002 The recipe is not valid YAML: ", Assert.Single(_folder.Errors(yaml)), StringComparison.Ordinal);

    [Fact]
    public void Duplicate_keys_are_all_reported() => Assert.Equal(
        [
            "3,18 MB1003 The key 'model' stands here a second time; the first is in line 2.",
            "4,1 MB1003 The key 'merge_method' stands here a second time; the first is in line 1.",
        ],
        _folder.Errors("merge_method: linear\nmodels: [{model: alpha,\n                 model: beta}]\nmerge_method: ties\n"));

    [Fact]
    public void Keys_are_text() => Assert.Equal(
        ["2,3 MB1009 A key must be text, not a list."], _folder.Errors("merge_method: linear\n? [a]\n: 1\n"));

    [Fact]
    public void Tags_that_ask_for_objects_are_refused() => Assert.Equal(
        ["1,15 MB1011 The YAML tag '!evil' is not supported by this version."],
        _folder.Errors("merge_method: !evil linear\nmodels: [{model: alpha}]\n"));

    [Fact]
    public void Anchors_repeat_values()
    {
        var recipe = _folder.Read("merge_method: linear\nmodels: [{model: alpha, parameters: &p {weight: 0.5}}, &m {model: alpha, parameters: *p}, *m]\n");

        Assert.Equal(["alpha", "alpha#2", "alpha#3"], recipe.Models.Select(model => model.Name));
        Assert.Equal("0.5", recipe.Slices[0].Sources[2].Parameters.Find("weight")!.Resolve("", 0));
    }

    [Theory]
    [InlineData("a: *nothing\n", "1,4 MB1006 The alias '*nothing' has no anchor before it, or stands inside its own anchor.")]
    [InlineData("a: &loop [*loop]\n", "1,11 MB1006 The alias '*loop' has no anchor before it, or stands inside its own anchor.")]
    public void Aliases_need_a_finished_anchor(string yaml, string expected) => Assert.Equal([expected], _folder.Errors(yaml));

    [Fact]
    public void Aliases_that_multiply_are_stopped()
    {
        var yaml = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (var level = 1; level < 10; level++)
        {
            yaml.AppendLine(null, $"a{level}: &a{level} [{string.Join(", ", Enumerable.Repeat($"*a{level - 1}", 10))}]");
        }

        Assert.StartsWith("5,5 MB1005 ", Assert.Single(_folder.Errors(yaml.ToString())), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData('[')]
    [InlineData('{')]
    public void Deep_nesting_is_stopped(char bracket) =>
        Assert.Equal(["1,65 MB1004 The recipe is nested deeper than 64 levels."], _folder.Errors(new string(bracket, 100_000)));

    [Fact]
    public void Text_must_be_utf8()
    {
        File.WriteAllBytes(_folder.RecipePath, [.. "merge_method: linear\nbase_model: caf"u8, 0xE9, (byte)'\n']);
        var exception = Assert.Throws<MergeBuildException>(() => YamlRecipe.Read(_folder.RecipePath, null));

        Assert.Equal($"{_folder.RecipePath}(2): error MB1002: The recipe is not valid YAML: the text is not UTF-8.", exception.Message);
    }

    [Fact]
    public void A_byte_order_mark_is_skipped()
    {
        File.WriteAllText(_folder.RecipePath, "merge_method: linear\nmodels: [{model: alpha}]\n", Encoding.UTF8);

        Assert.Equal(1, YamlRecipe.Read(_folder.RecipePath, null).Method.Location!.Line);
    }

    [Fact]
    public void A_huge_file_is_not_read()
    {
        using (var file = File.Create(_folder.RecipePath))
        {
            file.SetLength(10_000_001);
        }

        var exception = Assert.Throws<MergeBuildException>(() => YamlRecipe.Read(_folder.RecipePath, null));
        Assert.Equal("MB2031", Assert.Single(exception.Diagnostics).Code);
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        var exception = Assert.Throws<MergeBuildException>(() => YamlRecipe.Read(_folder.RecipePath, null));

        Assert.Equal("MB2030", Assert.Single(exception.Diagnostics).Code);
    }
}
