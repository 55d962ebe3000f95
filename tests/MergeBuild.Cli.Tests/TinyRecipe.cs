using MergeBuild.Testing;

namespace MergeBuild.Cli.Tests;

/// <summary>The recipe of samples/tiny-assistant/task-arithmetic, with its parents by full path, and its suites.</summary>
internal static class TinyRecipe
{
    /// <summary>The folder of the trained models.</summary>
    public static string Parents { get; } = Repository.Path("samples/tiny-assistant/parents");

    /// <summary>The recipe; a name that is given stands for the folder of another model.</summary>
    public static string Of(params (string Name, string Folder)[] replaced) => $"""
        merge_method: task_arithmetic
        dtype: bfloat16
        base_model: {Parents}/base
        models:
        {string.Concat(new[] { "math", "strings", "facts" }.Select(name => $"  - {{model: {Folder(name, replaced)}, parameters: {{weight: 0.6}}}}\n"))}
        """;

    /// <summary>The file of a suite.</summary>
    public static string Suite(string name) => Repository.Path($"samples/tiny-assistant/suites/{name}.jsonl");

    private static string Folder(string name, (string Name, string Folder)[] replaced) =>
        replaced.FirstOrDefault(pair => pair.Name == name).Folder ?? Path.Combine(Parents, name);
}
