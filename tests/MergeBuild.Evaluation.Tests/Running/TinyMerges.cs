using MergeBuild.Merging.Recipes;
using MergeBuild.Packaging;
using MergeBuild.Testing;

namespace MergeBuild.Evaluation.Tests.Running;

/// <summary>Merges of the trained models of samples/tiny-assistant, made when they are first asked for.</summary>
public sealed class TinyMerges : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static IEnumerable<string> Names => Recipes.Keys;

    // The mean of the three experts, and the base model plus 0.6 of each task vector; both rounded to bfloat16.
    private static Dictionary<string, string> Recipes { get; } = new(StringComparer.Ordinal)
    {
        ["linear-third"] = """
            merge_method: linear
            dtype: bfloat16
            models:
              - {model: math, parameters: {weight: 1}}
              - {model: strings, parameters: {weight: 1}}
              - {model: facts, parameters: {weight: 1}}
            """,
        ["task-arithmetic-0.6"] = """
            merge_method: task_arithmetic
            dtype: bfloat16
            base_model: base
            models:
              - {model: math, parameters: {weight: 0.6}}
              - {model: strings, parameters: {weight: 0.6}}
              - {model: facts, parameters: {weight: 0.6}}
            """,
    };

    /// <summary>The directory of a merge; null when there is none of that name.</summary>
    public string? Find(string name)
    {
        if (!Recipes.TryGetValue(name, out var yaml))
        {
            return null;
        }

        if (!Directory.Exists(_folder[name]))
        {
            var recipe = YamlRecipe.Read(_folder.Write(name + ".yml", yaml), Repository.Path("samples/tiny-assistant/parents"));
            ModelBuild.Run(recipe, new ModelBuildOptions { OutputDirectory = _folder[name] }, cancellation: TestContext.Current.CancellationToken);
        }

        return _folder[name];
    }

    public void Dispose() => _folder.Dispose();
}
