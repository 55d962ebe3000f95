using MergeBuild.Testing.Models;

namespace MergeBuild.Merging.Tests.Planning;

public sealed class WrongParameters : IDisposable
{
    private readonly MergeFolder _folder = new MergeFolder().With("base", TinyLlama.Of(2)).With("a", TinyLlama.Of(2)).With("b", TinyLlama.Of(2));

    [Theory]
    [InlineData("densty: 0.5", "4 MB1051 The method ties has no parameter 'densty'; did you mean 'density'?")]
    [InlineData("density: 1.7", "4 MB1052 '1.7' is not a value of the parameter 'density'; allowed are numbers from 0 to 1.")]
    [InlineData("density: [0.5, 1.7]", "4 MB1052 '1.7' is not a value of the parameter 'density'; allowed are numbers from 0 to 1.")]
    [InlineData("density: [{filter: mlp, value: -1}, {value: 1}]", "4 MB1052 '-1' is not a value of the parameter 'density'; allowed are numbers from 0 to 1.")]
    [InlineData("weight: 1e999", "4 MB1052 '1e999' is not a value of the parameter 'weight'; allowed are numbers.")]
    [InlineData("normalize: 2", "4 MB1052 '2' is not a value of the parameter 'normalize'; allowed are true or false.")]
    [InlineData("normalize: [1, 0]", "4 MB1058 The parameter 'normalize' takes true or false, so it cannot have a gradient over the layers.")]
    public void Are_refused_where_they_are_written(string parameter, string expected)
    {
        var errors = _folder.Errors($"merge_method: ties\nbase_model: base\nmodels: [{{model: a}}, {{model: b}}]\nparameters: {{lambda: 1, {parameter}}}\n");
        Assert.Contains(expected, errors);
    }

    [Fact]
    public void One_for_all_experts_cannot_be_set_for_one() => Assert.Equal(
        ["3 MB1059 The parameter 'lambda' holds for the whole merge and cannot be set for one expert."],
        _folder.Errors("merge_method: ties\nbase_model: base\nmodels: [{model: a, parameters: {weight: 1, lambda: 2}}]\n"));

    [Fact]
    public void A_missing_one_is_named_once_for_each_expert() => Assert.Equal(
        [
            "1 MB1053 The method linear needs the parameter 'weight' for 'a', at least for the tensor 'lm_head.weight'.",
            "1 MB1053 The method linear needs the parameter 'weight' for 'b', at least for the tensor 'lm_head.weight'.",
        ],
        _folder.Errors("merge_method: linear\nmodels: [{model: a}, {model: b}]\n"));

    [Fact]
    public void One_that_no_filter_gives_to_some_tensors_is_missing() => Assert.Equal(
        ["1 MB1053 The method linear needs the parameter 'weight' for 'a', at least for the tensor 'lm_head.weight'."],
        _folder.Errors("merge_method: linear\nmodels: [{model: a}]\nparameters: {weight: [{filter: mlp, value: 1}]}\n"));

    [Theory]
    [InlineData("1", "-1")]
    [InlineData("0", "0")]
    [InlineData("0.3", "-0.3")]
    [InlineData("[0.1, 0.1]", "-0.1")]
    public void Weights_that_cancel_out_cannot_be_normalized(string first, string second) => Assert.Equal(
        ["1 MB1057 The method linear cannot merge the tensor 'lm_head.weight': the weights add up to zero, so their sum cannot be normalized."],
        _folder.Errors($"merge_method: linear\nmodels: [{{model: a, parameters: {{weight: {first}}}}}, {{model: b, parameters: {{weight: {second}}}}}]\n"));

    [Fact]
    public void Weights_that_cancel_out_but_for_rounding_cannot_be_normalized_either() => Assert.StartsWith(
        "1 MB1057", Assert.Single(_folder.Errors("""
            merge_method: linear
            models:
              - {model: a, parameters: {weight: 0.1}}
              - {model: b, parameters: {weight: 0.2}}
              - {model: base, parameters: {weight: -0.3}}
            """)), StringComparison.Ordinal);

    [Fact]
    public void A_parameter_of_the_family_that_does_nothing_here_is_a_warning() => Assert.Equal(
        ["4 MB1056 The parameter 'density' has no effect with the method task_arithmetic."],
        _folder.Warnings("merge_method: task_arithmetic\nbase_model: base\nmodels: [{model: a}]\nparameters: {weight: 1, density: 0.5}\n"));

    [Fact]
    public void An_unknown_method_gets_the_nearest_name() => Assert.Equal(
        ["1 MB1050 'tiess' is not a merge method; did you mean 'ties'?"], _folder.Errors("merge_method: tiess\nmodels: [{model: a}]\n"));

    [Theory]
    [InlineData("merge_method: ties\nmodels: [{model: a}]\nparameters: {weight: 1}\n", "1 MB1054 The method ties needs a base model.")]
    [InlineData("merge_method: slerp\nbase_model: base\nmodels: [{model: a}, {model: b}]\nparameters: {t: 1}\n",
        "1 MB1055 The method slerp takes exactly 1 expert besides the base model, but 2 are given.")]
    [InlineData("merge_method: passthrough\nmodels: [{model: a}, {model: b}]\n", "1 MB1055 The method passthrough takes exactly 1 expert, but 2 are given.")]
    public void The_number_of_models_must_fit_the_method(string recipe, string expected) => Assert.Equal([expected], _folder.Errors(recipe));

    public void Dispose() => _folder.Dispose();
}
