using System.Collections.Immutable;
using System.Text.Json;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Merging.Methods;
using MergeBuild.Merging.Parameters;
using MergeBuild.Merging.Recipes;
using MergeBuild.Packaging;
using MergeBuild.Testing;
using MergeBuild.Testing.Models;

namespace MergeBuild.Conformance.Tests;

public sealed class MethodsMatchMergekit
{
    public static TheoryData<string> Cases =>
        [.. MethodCase.All.Select(known => known.Id)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Tensor_is_what_mergekit_computes(string id)
    {
        var known = MethodCase.All.Single(candidate => candidate.Id == id);
        using var folder = new TemporaryFolder();
        var source = Golden.Path("methods/tensors.safetensors");
        var entries = Golden.Header(source).Tensors.ToDictionary(entry => entry.Name);
        foreach (var (name, tensor) in known.Inputs)
        {
            TinyModel.Empty
                .WithConfigValue("model_type", "none")
                .With("tensor", DType.F32, [.. entries[tensor].Shape], Golden.Read(source, entries[tensor]))
                .WriteTo(folder[name]);
        }

        ModelBuild.Run(RecipeOf(known, folder), new ModelBuildOptions { OutputDirectory = folder["merged"] }, cancellation: TestContext.Current.CancellationToken);

        var merged = ModelDirectory.Open(folder["merged"]).Tensors["tensor"];
        Golden.AssertClose(DType.F32, Golden.Read(source, entries[known.Expected]), Golden.Read(merged), known.Id);
    }

    [Fact]
    public void Every_case_is_of_a_method_that_exists() =>
        Assert.Empty(MethodCase.All.Select(known => known.Method).Except(MergeMethods.All.Keys));

    private static Recipe RecipeOf(MethodCase known, TemporaryFolder folder)
    {
        var models = known.Inputs.Keys.Select(name => new RecipeModel(name, folder[name], null)).ToImmutableArray();
        var baseIndex = known.Base is null ? (int?)null : known.Inputs.Keys.ToList().IndexOf(known.Base);
        return new Recipe
        {
            Method = new Located<string>(known.Method, null),
            Models = models,
            BaseModel = baseIndex,
            Slices =
            [
                new RecipeSlice(
                    [
                        .. models.Select((model, i) => new RecipeSource(i, null,
                            ParametersOf(known.ModelParameters.GetValueOrDefault(model.Name) ?? []), null)),
                    ],
                    ParameterSet.Empty),
            ],
            Parameters = ParametersOf(known.Parameters),
        };
    }

    private static ParameterSet ParametersOf(Dictionary<string, JsonElement> parameters) => new(
        [
            .. parameters.Select(pair => new ParameterAssignment(
                pair.Key, new ParameterValue([new ParameterCondition(null, [pair.Value.ToString()], null)]), null)),
        ]);
}
