using MergeBuild.Testing;

namespace MergeBuild.Cli.Tests;

/// <summary>The recipe of samples/tiny-assistant/task-arithmetic in a folder, beside copies of its parents.</summary>
internal static class TinyRecipe
{
    /// <summary>The folder of the trained models.</summary>
    public static string Parents { get; } = Repository.Path("samples/tiny-assistant/parents");

    /// <summary>The text of the recipe.</summary>
    /// <param name="third">The expert in the place of facts.</param>
    public static string Of(string third = "facts") => $$$"""
        merge_method: task_arithmetic
        dtype: bfloat16
        base_model: base
        models:
          - {model: math, parameters: {weight: 0.6}}
          - {model: strings, parameters: {weight: 0.6}}
          - {model: {{{third}}}, parameters: {weight: 0.6}}
        """;

    /// <summary>Copies the trained models and writes the recipe as <c>recipe.yml</c>.</summary>
    public static void Write(TemporaryFolder folder, string third = "facts")
    {
        foreach (var file in new[] { "base", "math", "strings", "facts" }.SelectMany(name => Directory.EnumerateFiles(Path.Combine(Parents, name))))
        {
            folder.Write(Path.GetRelativePath(Parents, file), File.ReadAllBytes(file));
        }

        folder.Write("recipe.yml", Of(third));
    }

    /// <summary>The file of a suite.</summary>
    public static string Suite(string name) => Repository.Path($"samples/tiny-assistant/suites/{name}.jsonl");
}
