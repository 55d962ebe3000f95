using MergeBuild.Diagnostics;
using MergeBuild.Merging.Recipes;

namespace MergeBuild.Merging.Tests.Recipes;

public sealed class ProjectHubModels
{
    private static readonly SourceLocation Project = new("a.mergeproj", 1, 1);

    private static ProjectItem Expert(string include, params (string Name, string Value)[] metadata) => new(
        "Expert", include, [.. metadata.Select((value, i) => new ProjectValue(value.Name, value.Value, new SourceLocation("a.mergeproj", 5, 20 + i)))], new SourceLocation("a.mergeproj", 5, 9));

    private static Recipe Read(params ProjectItem[] items) => ProjectRecipe.Read(items, [new ProjectValue("MergeMethod", "linear", null)], Path.GetTempPath(), Project);

    private static IEnumerable<string> Errors(ProjectItem item) =>
        Assert.Throws<MergeBuildException>(() => HubModels.Of([item])).Diagnostics.Select(error => $"{error.Location!.Line},{error.Location.Column} {error.Code} {error.Message}");

    [Fact]
    public void Have_the_name_of_their_repository()
    {
        var recipe = Read(Expert("hf:acme/math", ("Revision", "v2")), Expert("hf:other/math@v1", ("Adapter", "hf:acme/lora")), Expert("math"));

        Assert.Equal(["math", "math+lora", "math#2"], recipe.Models.Select(model => model.Name));
        Assert.Equal(["hf:acme/math@v2", "hf:other/math@v1", null], recipe.Models.Select(model => model.Hub?.ToString()));
        Assert.Equal("hf:acme/lora@main", recipe.Models[1].Adapter!.Hub!.ToString());
    }

    [Fact]
    public void Are_listed_once_with_their_first_place()
    {
        var models = HubModels.Of([Expert("hf:acme/math"), Expert("folder"), Expert("hf:acme/math@main", ("Adapter", "hf:acme/lora"))]);

        Assert.Equal(["hf:acme/math@main 9", "hf:acme/lora@main 20"], models.Select(model => $"{model.Value} {model.Location!.Column}"));
    }

    [Fact]
    public void With_two_revisions_are_refused() =>
        Assert.Equal(["5,20 MB5101 'hf:acme/math@v1' names a revision, and so does Revision ('v2')."], Errors(Expert("hf:acme/math@v1", ("Revision", "v2"))));

    [Fact]
    public void With_a_malformed_revision_are_refused_at_its_place() =>
        Assert.Equal(["5,20 MB5100 'hf:acme/math@..' names no model of the Hub: a revision does not begin with '-' or end with '.'."], Errors(Expert("hf:acme/math", ("Revision", ".."))));

    [Fact]
    public void Folders_have_no_revision() =>
        Assert.Equal(["5,20 MB5100 'parents/math' names no model of the Hub: it is a folder, and a folder has no revisions."], Errors(Expert("parents/math", ("Revision", "v2"))));

    [Fact]
    public void Become_a_project_again()
    {
        var text = ProjectText.Write(Read(Expert("hf:acme/math@v2", ("Weight", "0.5"))), Path.GetTempPath(), "1.0.0");

        Assert.Contains("""<Expert Include="hf:acme/math%40v2" Weight="0.5" />""", text, StringComparison.Ordinal);
    }
}
