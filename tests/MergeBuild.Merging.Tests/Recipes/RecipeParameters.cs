using MergeBuild.Merging.Parameters;

namespace MergeBuild.Merging.Tests.Recipes;

public sealed class RecipeParameters : IDisposable
{
    private readonly RecipeFolder _folder = new("alpha");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("0.5", "0.5")]
    [InlineData(".5", ".5")]
    [InlineData("1e-3", "1e-3")]
    [InlineData("-2", "-2")]
    [InlineData("True", "true")]
    [InlineData("FALSE", "false")]
    [InlineData("yes", "yes")]
    [InlineData("'True'", "True")]
    [InlineData("l1", "l1")]
    public void A_scalar_is_one_value_for_all_tensors(string written, string value)
    {
        var condition = Assert.Single(Read(written).Conditions);

        Assert.Equal([value], condition.Values);
        Assert.Null(condition.Filter);
        Assert.Equal((4, 11), (condition.Location!.Line, condition.Location.Column));
    }

    [Fact]
    public void A_list_of_numbers_is_a_gradient() =>
        Assert.Equal(["0", "0.3", "1e0"], Assert.Single(Read("[0, 0.3, 1e0]").Conditions).Values);

    [Fact]
    public void A_list_of_entries_is_tried_in_order()
    {
        var value = Read("[{filter: mlp, value: 0.2}, {filter: '*', value: [0, 1]}, {value: 0.7}]");

        Assert.Equal(["mlp", "*", null], value.Conditions.Select(condition => condition.Filter));
        Assert.Equal("0.2", value.Resolve("layers.0.mlp.up", 1));
        Assert.Equal("1", value.Resolve("layers.0.attn", 1));
    }

    [Fact]
    public void An_entry_by_itself_is_a_list_of_one()
    {
        var value = Read("{filter: mlp, value: [0.5, 1]}");

        Assert.Equal("0.75", value.Resolve("mlp", 0.5));
        Assert.Null(value.Resolve("attn", 0.5));
    }

    [Fact]
    public void The_name_of_a_parameter_keeps_its_place()
    {
        var recipe = _folder.Read("merge_method: linear\nmodels: [{model: alpha}]\nparameters:\n  weight: 1\n");
        var assignment = Assert.Single(recipe.Parameters.Assignments);

        Assert.Equal(("weight", 4, 3), (assignment.Name, assignment.Location!.Line, assignment.Location.Column));
    }

    [Theory]
    [InlineData("", "4,10 MB1020 The value of 'weight' must be one value, a list of numbers, or a list of {filter, value} entries, not nothing.")]
    [InlineData("[]", "4,11 MB1020 The value of 'weight' must be one value, a list of numbers, or a list of {filter, value} entries, not an empty list.")]
    [InlineData("[0, x]", "4,15 MB1020 The value of 'weight' must be a list of numbers alone, not 'x' in it.")]
    [InlineData("[0, .inf]", "4,15 MB1020 The value of 'weight' must be a list of numbers alone, not '.inf' in it.")]
    [InlineData("[0, 1e999]", "4,15 MB1020 The value of 'weight' must be a list of numbers alone, not '1e999' in it.")]
    [InlineData("[0, [1]]", "4,15 MB1020 The value of 'weight' must be a list of numbers alone, not a list in it.")]
    [InlineData("[0, {value: 1}]", "4,15 MB1020 The value of 'weight' must be a list of numbers alone, not a mapping in it.")]
    [InlineData("[{value: 1}, 0]", "4,24 MB1020 The value of 'weight' must be a {filter, value} entry like the one before, not '0'.")]
    [InlineData("{filter: mlp}", "4,11 MB1010 The key 'value' is missing from an entry of 'weight'.")]
    [InlineData("{value: {value: 1}}", "4,19 MB1020 The value of 'weight' must be one value or a list of numbers, not a mapping.")]
    [InlineData("{filter: [a], value: 1}", "4,20 MB1009 'filter' must be text, not a list.")]
    public void Other_forms_are_refused(string written, string expected) => Assert.Equal(
        [expected], _folder.Errors($"merge_method: linear\nmodels: [{{model: alpha}}]\nparameters:\n  weight: {written}\n"));

    private ParameterValue Read(string written) =>
        _folder.Read($"merge_method: linear\nmodels: [{{model: alpha}}]\nparameters:\n  weight: {written}\n").Parameters.Find("weight")!;
}
