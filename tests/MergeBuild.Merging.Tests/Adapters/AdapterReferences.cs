using MergeBuild.Diagnostics;
using MergeBuild.Merging.Recipes;
using MergeBuild.Merging.Tests.Recipes;

namespace MergeBuild.Merging.Tests.Adapters;

public sealed class AdapterReferences : IDisposable
{
    private readonly RecipeFolder _folder = new("base", "org/adapter", "a+b", "a", "b", "c++", "d");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("base+org/adapter", "base", "org/adapter")]
    [InlineData("./base/+./org/adapter/", "base", "org/adapter")]
    [InlineData("a+b", "a+b", null)]
    [InlineData("a+b+d", "a+b", "d")]
    [InlineData("base+a+b", "base", "a+b")]
    [InlineData("c+++d", "c++", "d")]
    [InlineData("{model: {path: base}, lora: {path: org/adapter}}", "base", "org/adapter")]
    [InlineData("{model: a+b, lora: d}", "a+b", "d")]
    public void In_yaml_name_two_folders(string reference, string model, string? adapter)
    {
        var found = Assert.Single(_folder.Read($"merge_method: passthrough\nmodels: [{{model: {reference}}}]\n").Models);

        Assert.Equal(Path.GetFullPath(model, _folder.Path), found.Path);
        Assert.Equal(adapter is null ? null : Path.GetFullPath(adapter, _folder.Path), found.Adapter?.Path);
    }

    [Fact]
    public void In_yaml_make_another_model_of_the_same_folder()
    {
        var recipe = _folder.Read("merge_method: linear\nmodels: [{model: base}, {model: base+d}, {model: base+d}, {model: {model: base, lora: a}}]\nbase_model: base\n");

        Assert.Equal(["base", "base+d", "base+d#2", "base+a"], recipe.Models.Select(model => model.Name));
        Assert.Equal(0, recipe.BaseModel);
    }

    [Fact]
    public void In_yaml_to_a_missing_adapter_are_reported_in_place()
    {
        Assert.Equal(["2,18 MB2080 The adapter '/nobody' does not exist."], _folder.Errors("merge_method: linear\nmodels: [{model: base+nobody}]\n").Select(error => error.Replace('\\', '/')));
        Assert.Equal(["2,18 MB1014 The model 'nobody+d' is not a folder ('/nobody+d' does not exist)."], _folder.Errors("merge_method: linear\nmodels: [{model: nobody+d}]\n").Select(error => error.Replace('\\', '/')));
    }

    [Fact]
    public void In_a_project_are_metadata()
    {
        var location = new SourceLocation("p.mergeproj", 3, 5);
        ProjectItem Item(string type, string include, params ProjectValue[] metadata) => new(type, include, [.. metadata], location);

        var recipe = ProjectRecipe.Read(
            [Item("Expert", "base", new ProjectValue("adapter", "org/adapter/", location)), Item("Expert", "base", new("Adapter", "d", location), new("Name", "mine", location)), Item("BaseModel", "base")],
            [new ProjectValue("MergeMethod", "ties", location)], _folder.Path, location);

        Assert.Equal(["base+adapter", "mine", "base"], recipe.Models.Select(model => model.Name));
        Assert.Equal([Path.GetFullPath("org/adapter", _folder.Path), Path.GetFullPath("d", _folder.Path), null], recipe.Models.Select(model => model.Adapter?.Path));
    }
}
