namespace MergeBuild.Merging.Tests.Recipes;

public sealed class RecipeSlices : IDisposable
{
    private readonly RecipeFolder _folder = new("alpha", "beta");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("[2, 2]", "(2, 2)")]
    [InlineData("[3, 1]", "(3, 1)")]
    [InlineData("[-1, 2]", "(-1, 2)")]
    [InlineData("[0.5, 2]", "(0.5, 2)")]
    [InlineData("[0, 2, 4]", "(0, 2, 4)")]
    [InlineData("[0, 99999999999]", "(0, 99999999999)")]
    [InlineData("[]", "an empty list")]
    [InlineData("4", "'4'")]
    public void Layer_ranges_are_two_rising_whole_numbers(string range, string written) => Assert.Equal(
        [$"3,48 MB1016 layer_range must be '[first, end]' with whole numbers 0 <= first < end, not {written}."],
        _folder.Errors($"merge_method: passthrough\nslices:\n  - sources: [{{model: alpha, layer_range:      {range}}}]\n"));

    [Fact]
    public void A_source_needs_a_layer_range() => Assert.Equal(
        ["3,15 MB1010 The key 'layer_range' is missing from a source."],
        _folder.Errors("merge_method: passthrough\nslices:\n  - sources: [{model: alpha}]\n"));

    [Fact]
    public void A_slice_needs_sources() => Assert.Equal(
        ["3,5 MB1010 The key 'sources' is missing from a slice.", "4,5 MB1009 A slice must be a mapping with sources, base_model, parameters, not 'x'."],
        _folder.Errors("merge_method: passthrough\nslices:\n  - parameters: {weight: 1}\n  - x\n"));

    [Fact]
    public void Sources_of_a_slice_are_equally_long() => Assert.Equal(
        ["5,17 MB1017 This source has 3 layers, but the first source of its slice has 2."],
        _folder.Errors("""
            merge_method: linear
            slices:
              - sources:
                  - {model: alpha, layer_range: [0, 2]}
                  - {model: beta, layer_range: [0, 3]}
            """));

    [Fact]
    public void Parameters_of_a_slice_and_of_a_source_stay_apart()
    {
        var recipe = _folder.Read("""
            merge_method: linear
            slices:
              - sources:
                  - {model: alpha, layer_range: [0, 2], parameters: {weight: 1}}
                  - {model: beta, layer_range: [1, 3]}
                parameters: {weight: 2}
            parameters: {weight: 3}
            """);
        var slice = Assert.Single(recipe.Slices);

        Assert.Equal("1", slice.Sources[0].Parameters.Find("weight")!.Resolve("", 0));
        Assert.Empty(slice.Sources[1].Parameters.Assignments);
        Assert.Equal("2", slice.Parameters.Find("weight")!.Resolve("", 0));
        Assert.Equal("3", recipe.Parameters.Find("weight")!.Resolve("", 0));
    }

    [Fact]
    public void A_slice_may_repeat_the_base_model_of_the_recipe()
    {
        var recipe = _folder.Read("merge_method: slerp\nbase_model: alpha\nslices:\n  - {base_model: alpha, sources: [{model: beta, layer_range: [0, 1]}]}\n");

        Assert.Equal("alpha", recipe.Models[recipe.BaseModel!.Value].Name);
    }

    [Fact]
    public void A_slice_may_have_a_base_model_of_its_own_among_its_sources()
    {
        var recipe = _folder.Read("""
            merge_method: slerp
            base_model: alpha
            slices:
              - {base_model: beta, sources: [{model: alpha, layer_range: [0, 1]}, {model: beta, layer_range: [0, 1]}]}
              - {base_model: alpha, sources: [{model: alpha, layer_range: [0, 1]}, {model: beta, layer_range: [0, 1]}]}
            """);

        Assert.Equal("beta", recipe.Models[recipe.Slices[0].BaseModel!.Value].Name);
        Assert.Null(recipe.Slices[1].BaseModel);
    }

    [Fact]
    public void The_base_model_of_a_slice_is_one_of_its_sources() => Assert.Equal(
        ["3,18 MB1044 The base model of this slice, 'beta', is not among the slice's sources."],
        _folder.Errors("merge_method: slerp\nslices:\n  - {base_model: beta, sources: [{model: alpha, layer_range: [0, 1]}]}\n"));
}
