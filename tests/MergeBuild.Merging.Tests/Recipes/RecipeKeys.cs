namespace MergeBuild.Merging.Tests.Recipes;

public sealed class RecipeKeys : IDisposable
{
    private readonly RecipeFolder _folder = new("alpha", "beta");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Unknown_keys_are_errors_at_every_level()
    {
        var errors = _folder.Errors("""
            merge_method: linear
            dtypo: float32
            normalize: true
            slices:
              - sources:
                  - {model: alpha, layer_range: [0, 2], paramaters: {weight: 1}}
                residual_weight: 1
            parameters:
              weight: {filtre: mlp, value: 1}
            """);

        Assert.Equal(
            [
                "2,1 MB1008 'dtypo' is not a key of a recipe; did you mean 'dtype'?",
                "3,1 MB1008 'normalize' is not a key of a recipe; allowed are base_model, chat_template, dtype, merge_method, models, modules, name, out_dtype, parameters, slices, tokenizer, tokenizer_source",
                "7,5 MB1008 'residual_weight' is not a key of a slice; allowed are base_model, parameters, sources",
                "6,45 MB1008 'paramaters' is not a key of a source; did you mean 'parameters'?",
                "9,12 MB1008 'filtre' is not a key of an entry of 'weight'; did you mean 'filter'?",
            ],
            errors);
    }

    [Fact]
    public void A_null_is_as_if_it_was_not_written()
    {
        var recipe = _folder.Read("merge_method: linear\nmodels: [{model: alpha, parameters: }]\nbase_model: ~\nout_dtype: null\ntokenizer: null\nparameters:\n");

        Assert.Null(recipe.BaseModel);
        Assert.Null(recipe.OutputDType);
        Assert.Empty(recipe.Parameters.Assignments);
    }

    [Fact]
    public void What_must_be_there_is_asked_for()
    {
        var errors = _folder.Errors("dtype: float32\n");

        Assert.Equal(
            [
                "1,1 MB1010 The key 'merge_method' is missing from a recipe.",
                "1,1 MB1012 A recipe has exactly one of 'models', 'slices' and 'modules'; this one has none.",
            ],
            errors);
    }

    [Fact]
    public void Models_and_slices_exclude_each_other()
    {
        var errors = _folder.Errors("merge_method: linear\nmodels: [{model: alpha}]\nslices: [{sources: [{model: alpha, layer_range: [0, 1]}]}]\n");

        Assert.Equal(["3,1 MB1012 A recipe has exactly one of 'models', 'slices' and 'modules'; this one has 'models' and 'slices'."], errors);
    }

    [Theory]
    [InlineData("merge_method: [linear]\nmodels: [{model: alpha}]", "1,15 MB1009 'merge_method' must be text, not a list.")]
    [InlineData("merge_method: linear\nmodels: alpha", "2,9 MB1009 'models' must be a list of at least one entry, not 'alpha'.")]
    [InlineData("merge_method: linear\nmodels: []", "2,9 MB1009 'models' must be a list of at least one entry, not an empty list.")]
    [InlineData("merge_method: linear\nmodels: [alpha]", "2,10 MB1009 An entry of 'models' must be a mapping with model, parameters, not 'alpha'.")]
    [InlineData("merge_method: linear\nmodels: [{model: alpha}]\nparameters: [1]", "3,13 MB1009 'parameters' must be a mapping, not a list.")]
    [InlineData("- merge_method: linear", "1,1 MB1009 A recipe must be a mapping of keys to values, not a list.")]
    [InlineData("linear", "1,1 MB1009 A recipe must be a mapping of keys to values, not 'linear'.")]
    public void Values_of_another_kind_are_refused(string yaml, string expected) =>
        Assert.Equal([expected], _folder.Errors(yaml));

    [Theory]
    [InlineData("dtype: flaot32", "3,8 MB1019 'flaot32' is not a dtype that models can be stored in; did you mean 'float32'?")]
    [InlineData("out_dtype: int64", "3,12 MB1019 'int64' is not a dtype that models can be stored in; allowed are bfloat16, float16, float32, float64, float8_e4m3fn, float8_e5m2")]
    public void Unknown_dtypes_are_refused(string line, string expected) =>
        Assert.Equal([expected], _folder.Errors($"merge_method: linear\nmodels: [{{model: alpha}}]\n{line}\n"));

    [Fact]
    public void Messages_show_the_place_in_the_form_of_problem_matchers()
    {
        var exception = Assert.Throws<MergeBuild.Diagnostics.MergeBuildException>(() => _folder.Read("merge_method: linear\nmodels: [{model: alpha}]\ndtype: x\n"));

        Assert.StartsWith($"{_folder.RecipePath}(3,8): error MB1019: ", exception.Message, StringComparison.Ordinal);
    }
}
