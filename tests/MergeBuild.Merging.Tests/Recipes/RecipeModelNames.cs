namespace MergeBuild.Merging.Tests.Recipes;

public sealed class RecipeModelNames : IDisposable
{
    private readonly RecipeFolder _folder = new("alpha", "beta", "odd@name+x", "elsewhere/alpha");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Names_start_from_the_folder_of_the_recipe()
    {
        var recipe = _folder.Read("merge_method: linear\nmodels: [{model: alpha}]\n");

        Assert.Equal(Path.Combine(_folder.Path, "alpha"), Assert.Single(recipe.Models).Path);
    }

    [Fact]
    public void Names_start_from_the_model_root_if_there_is_one()
    {
        var root = Path.Combine(_folder.Path, "elsewhere");
        var recipe = _folder.Read("merge_method: linear\nmodels: [{model: alpha}]\n", root);

        Assert.Equal(Path.Combine(root, "alpha"), Assert.Single(recipe.Models).Path);
    }

    [Fact]
    public void A_model_that_is_listed_twice_is_two_models()
    {
        var recipe = _folder.Read("merge_method: linear\nmodels: [{model: alpha}, {model: beta}, {model: alpha}]\nbase_model: alpha\n");

        Assert.Equal(["alpha", "beta", "alpha#2"], recipe.Models.Select(model => model.Name));
        Assert.Equal([0, 1, 2], recipe.Slices[0].Sources.Select(source => source.Model));
        Assert.Equal(0, recipe.BaseModel);
    }

    // The time for each name must not grow with their number: a megabyte of recipe has room for half a million of them.
    [Fact]
    public void A_model_that_is_listed_twenty_thousand_times_has_as_many_names()
    {
        const int Count = 20_000;
        var recipe = _folder.Read($"merge_method: linear\nmodels: [{string.Join(',', Enumerable.Repeat("{model: alpha}", Count))}]\n");

        Assert.Equal(Count, recipe.Models.Select(model => model.Name).Distinct().Count());
        Assert.Equal($"alpha#{Count}", recipe.Models[^1].Name);
    }

    [Fact]
    public void A_model_that_one_slice_uses_twice_is_two_models_in_every_slice()
    {
        var recipe = _folder.Read("""
            merge_method: linear
            slices:
              - sources: [{model: alpha, layer_range: [0, 1]}, {model: alpha, layer_range: [1, 2]}]
              - sources: [{model: alpha, layer_range: [2, 3]}, {model: alpha, layer_range: [3, 4]}]
            """);

        Assert.Equal(["alpha", "alpha#2"], recipe.Models.Select(model => model.Name));
        Assert.All(recipe.Slices, slice => Assert.Equal([0, 1], slice.Sources.Select(source => source.Model)));
    }

    [Fact]
    public void Two_spellings_of_a_folder_are_one_model()
    {
        var recipe = _folder.Read("merge_method: ties\nmodels: [{model: alpha}, {model: beta}]\nbase_model: ./alpha/\n");

        Assert.Equal(["alpha", "beta"], recipe.Models.Select(model => model.Name));
        Assert.Equal(0, recipe.BaseModel);
    }

    [Fact]
    public void The_object_form_is_a_name()
    {
        var recipe = _folder.Read("""
            merge_method: linear
            models:
              - model: {path: alpha}
              - model: {model: {path: beta, revision: null}, lora: null}
            """);

        Assert.Equal(["alpha", "beta"], recipe.Models.Select(model => model.Name));
        Assert.Equal((4, 27), (recipe.Models[1].Location!.Line, recipe.Models[1].Location!.Column));
    }

    [Fact]
    public void A_folder_may_have_the_characters_of_other_references()
    {
        var recipe = _folder.Read("merge_method: linear\nmodels: [{model: odd@name+x}]\n");

        Assert.Equal("odd@name+x", Assert.Single(recipe.Models).Name);
    }

    [Fact]
    public void A_missing_folder_is_reported_where_it_is_first_named()
    {
        var errors = _folder.Errors("merge_method: linear\nbase_model: nobody/none\nmodels:\n  - model: alpha\n  - model: alhpa\n  - model: nobody/none\n");

        Assert.Equal(
            [
                "5,12 MB1014 The model 'alhpa' is not a folder ('/alhpa' does not exist).",
                "6,12 MB1014 The model 'nobody/none' is not a folder ('/nobody/none' does not exist).",
            ],
            errors.Select(error => error.Replace('\\', '/')));
    }

    [Theory]
    [InlineData("'hf:org/name'", "hf:org/name@main")]
    [InlineData("'hf:name'", "hf:name@main")]
    [InlineData("'hf:org/name@v1.2'", "hf:org/name@v1.2")]
    [InlineData("org/name@refs/pr/1", "hf:org/name@refs/pr/1")]
    [InlineData("{path: org/name, revision: v1.2}", "hf:org/name@v1.2")]
    [InlineData("{model: {path: 'hf:org/name', revision: v1.2}}", "hf:org/name@v1.2")]
    public void A_name_with_a_prefix_or_a_revision_is_one_of_the_Hub(string written, string expected)
    {
        var model = Assert.Single(_folder.Read($"merge_method: linear\nmodels: [{{model: {written}}}]\n").Models);

        Assert.Equal(expected, model.Hub!.ToString());
        Assert.Equal(expected, model.Path);
        Assert.Null(model.Commit);
    }

    [Fact]
    public void A_folder_comes_before_the_Hub()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "org", "name@main"));

        Assert.Null(Assert.Single(_folder.Read("merge_method: linear\nmodels: [{model: org/name@main}]\n").Models).Hub);
    }

    [Fact]
    public void A_model_of_the_Hub_may_have_an_adapter_of_the_Hub_or_of_a_folder()
    {
        var recipe = _folder.Read("merge_method: linear\nmodels: [{model: org/a@v1+org/b@v2}, {model: alpha+org/b@v2}, {model: org/a@v1+beta}, {model: {model: alpha, lora: {path: org/b, revision: v3}}}]\n");

        Assert.Equal(["hf:org/a@v1", null, "hf:org/a@v1", null], recipe.Models.Select(model => model.Hub?.ToString()));
        Assert.Equal(["hf:org/b@v2", "hf:org/b@v2", null, "hf:org/b@v3"], recipe.Models.Select(model => model.Adapter!.Hub?.ToString()));
    }

    [Theory]
    [InlineData("hf:", "a name has 1 to 96 characters")]
    [InlineData("hf:a/b/c", "a name has at most one '/', between organisation and model")]
    [InlineData("hf:../b", "no part of a name begins or ends with '-' or '.'")]
    [InlineData("hf:a/b@../../c", "no part of a revision is empty, begins with '.' or ends with '.lock'")]
    [InlineData("hf:a/b@", "a revision has 1 to 250 characters")]
    [InlineData("hf:a b/c", "a name has letters, digits, '-', '_' and '.' only")]
    [InlineData("hf:a--b/c", "'--' and '..' are in no name")]
    [InlineData("hf:a/b.git", "a name does not end with '.git'")]
    [InlineData("hf:a/b@main~1", "the revision has a character that no branch, tag or commit has")]
    public void What_names_no_model_of_the_Hub_is_told_why(string reference, string problem) =>
        Assert.Equal([$"2,18 MB5100 '{reference}' names no model of the Hub: {problem}."], _folder.Errors($"merge_method: linear\nmodels: [{{model: '{reference}'}}]\n"));

    [Theory]
    [InlineData("[a]", "2,18 MB1009 A model must be a name or a path, not a list.")]
    [InlineData("''", "2,18 MB1009 A model must be a name or a path, not ''.")]
    [InlineData("", "2,10 MB1010 The key 'model' is missing from an entry of 'models'.")]
    [InlineData("{}", "2,18 MB1010 The key 'path' is missing from a model.")]
    [InlineData("{path: alpha, revision: x}", "2,25 MB1014 The model 'alpha@x' is not a folder ('/alpha@x' does not exist).")]
    [InlineData("{path: org/name, revision: [x]}", "2,45 MB1009 'revision' must be text, not a list.|2,25 MB1014 The model 'org/name' is not a folder ('/org/name' does not exist).")]
    [InlineData("{path: alpha, override_architecture: x}", "2,32 MB1011 'override_architecture' in a model is not supported by this version.")]
    [InlineData("{paht: alpha, path: alpha}", "2,19 MB1008 'paht' is not a key of a model; did you mean 'path'?")]
    [InlineData("{model: {model: {path: alpha}}}", "2,27 MB1008 'model' is not a key of a model; allowed are path, revision|2,26 MB1010 The key 'path' is missing from a model.")]
    public void What_is_no_reference_is_refused(string written, string expected) =>
        Assert.Equal(expected.Split('|'), _folder.Errors($"merge_method: linear\nmodels: [{{model: {written}}}]\n"));
}
