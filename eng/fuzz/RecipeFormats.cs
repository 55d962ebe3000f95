using MergeBuild.Diagnostics;
using MergeBuild.Merging.Planning;
using MergeBuild.Merging.Recipes;
using MergeBuild.Testing.Fuzzing;

namespace MergeBuild.Fuzz;

/// <summary>What says what is merged.</summary>
internal static class RecipeFormats
{
    private const string Slices = """
        merge_method: slerp
        base_model: &base base
        slices:
          - sources:
              - {model: *base, layer_range: [0, 1]}
              - model: a
                layer_range: [0, 1]
        parameters: {t: [{filter: "mlp", value: [1, .5]}, {value: 0.5}]}
        dtype: float32
        """;

    private const string Stages = """
        name: first
        merge_method: linear
        models: [{model: a, parameters: {weight: 0.5}}, {model: b, parameters: {weight: [0.5, 1]}}]
        ---
        name: second
        merge_method: ties
        base_model: base
        models:
          - {model: first, parameters: {weight: 0.5, density: 0.5}}
          - model: a
        tokenizer_source: union
        chat_template: auto
        """;

    private const string Tokens = """
        merge_method: dare_ties
        base_model: base
        models:
          - model: a
            parameters: {weight: [{filter: self_attn, value: 0.25}, {value: 1.0}], density: 0.5}
        parameters: {normalize: true}
        tokenizer:
          source: base
          tokens: {"<s>": {source: a, force: true}}
          pad_to_multiple_of: 8
        """;

    private static readonly SourceLocation Place = new("assistant.mergeproj", 8, 5);

    public static IEnumerable<FuzzFormat> Of(FuzzFolder folder)
    {
        yield return folder.Format("recipe", "fuzzed.yml", [FuzzFolder.Bytes(Slices), FuzzFolder.Bytes(Stages), FuzzFolder.Bytes(Tokens), folder.Read("recipe.yml")], () =>
        {
            foreach (var stage in YamlRecipe.ReadAll(folder["fuzzed.yml"], folder.Path))
            {
                // What the models of a changed recipe are called can be any folder of this machine, which is the user's own to say.
                MergePlanner.Check(stage.Recipe);
            }
        }) with { AllocationFactor = 4000, Change = YamlMutation.Change };

        ProjectItem Item(string type, string include, params (string Name, string Value)[] metadata) =>
            new(type, include, [.. metadata.Select(value => new ProjectValue(value.Name, value.Value, Place))], Place);
        ProjectRequestJson.Write(new ProjectRequest
        {
            Project = folder["assistant.mergeproj"],
            Location = Place,
            Items = [Item("BaseModel", "base"), Item("Expert", "a", ("Weight", "0.5"))],
            RecipeFiles = [],
            Properties = [new ProjectValue("MergeMethod", "task_arithmetic", Place)],
            ModelRoot = null,
            Suites = [Item("EvaluationSuite", "suites/math.jsonl", ("Parent", "a"))],
            Places = new ProjectPlaces { Model = "bin/model", Ledger = "obj/ledger", Intermediate = "obj", Lock = "merge.lock.json" },
        }, folder["request.json"]);
        yield return folder.Format("request", "request.json", [folder.Read("request.json")], () => ProjectRequestJson.Read(folder["request.json"], ""));
    }
}
