using MergeBuild.Diagnostics;
using MergeBuild.Merging.Recipes;
using MergeBuild.Testing;
using MergeBuild.Testing.Faults;

namespace MergeBuild.Merging.Tests.Recipes;

public sealed class FailingReads : IDisposable
{
    private const string Text = "merge_method: linear\nmodels: [{model: a}, {model: b}]\nparameters: {weight: 1}\nchat_template: own.jinja\n";

    private readonly TemporaryFolder _folder = new();

    public FailingReads()
    {
        _folder.Write("recipe.yml", Text);
        _folder.CreateFolder("a");
        _folder.CreateFolder("b");
        _folder.Write("own.jinja", "{% for message in messages %}{{ message.content }}{% endfor %}");
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(FileOperation.OpenRead)]
    [InlineData(FileOperation.Read)]
    public void Of_a_recipe_and_its_template_are_one_diagnostic_of_the_file(FileOperation operation)
    {
        var seen = new List<string>();
        var faults = EveryFault.Of(operation, FaultDuration.Once, files => YamlRecipe.ReadAll(_folder["recipe.yml"], null, files), failure =>
            seen.AddRange(failure is null ? [] : [Assert.Single(failure.Diagnostics).ToString()]));

        Assert.Equal(2, faults);
        Assert.Contains("MB2031", seen[0], StringComparison.Ordinal);
        Assert.Contains(_folder["recipe.yml"], seen[0], StringComparison.Ordinal);
        Assert.Contains(_folder["own.jinja"], seen[1], StringComparison.Ordinal);
    }

    [Fact]
    public void That_deliver_a_byte_at_a_time_give_the_same_recipe()
    {
        var recipe = YamlRecipe.Read(_folder["recipe.yml"], null, new FaultyFileSystem { LongestRead = 1 });
        Assert.Equal(YamlRecipe.Read(_folder["recipe.yml"], null).ChatTemplate, recipe.ChatTemplate);
        Assert.Equal("linear", recipe.Method.Value);
    }
}
