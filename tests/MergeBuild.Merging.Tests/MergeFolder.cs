using MergeBuild.Checkpoints.Numbers;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Planning;
using MergeBuild.Merging.Recipes;
using MergeBuild.Testing;
using MergeBuild.Testing.Models;

namespace MergeBuild.Merging.Tests;

/// <summary>A temporary folder with models, which recipes in it name by their folders.</summary>
internal sealed class MergeFolder : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public string this[string name] => _folder[name];

    public MergeFolder With(string name, TinyModel model)
    {
        model.WriteTo(_folder[name]);
        return this;
    }

    public string Write(string name, string text) => _folder.Write(name, text);

    public Recipe Recipe(string yaml, ulong seed = 0) => YamlRecipe.Read(_folder.Write("recipe.yml", yaml), modelRoot: null) with { Seed = seed };

    public MergePlan Plan(string yaml) => MergePlanner.Plan(Recipe(yaml));

    /// <summary>The result's tensors by name, as stored.</summary>
    public IReadOnlyDictionary<string, byte[]> Merge(string yaml, MergeEngineOptions? options = null, ulong seed = 0)
    {
        var sink = new MemorySink();
        MergeEngine.Run(MergePlanner.Plan(Recipe(yaml, seed)), sink, options ?? new MergeEngineOptions { Threads = 2 }, null, TestContext.Current.CancellationToken);
        return sink.Tensors;
    }

    /// <summary>One of the result's tensors as numbers.</summary>
    public float[] Merge(string yaml, string tensor, ulong seed = 0)
    {
        var plan = MergePlanner.Plan(Recipe(yaml, seed));
        var sink = new MemorySink();
        MergeEngine.Run(plan, sink, new MergeEngineOptions { Threads = 2 }, null, TestContext.Current.CancellationToken);
        var result = plan.Tensors.Single(candidate => candidate.Result.Name == tensor).Result;
        var numbers = new float[result.ElementCount];
        DTypeConversion.Widen(result.DType, sink.Tensors[tensor], numbers);
        return numbers;
    }

    /// <summary>The errors of planning a recipe as <c>line code text</c>.</summary>
    public string[] Errors(string yaml) => Lines(Assert.Throws<MergeBuildException>(() => Plan(yaml)).Diagnostics.Where(diagnostic => diagnostic.IsError));

    /// <summary>The warnings of planning a recipe as <c>line code text</c>.</summary>
    public string[] Warnings(string yaml) => Lines(Plan(yaml).Warnings);

    public void Dispose() => _folder.Dispose();

    private static string[] Lines(IEnumerable<Diagnostic> diagnostics) =>
        [.. diagnostics.Select(diagnostic => $"{diagnostic.Location?.Line} {diagnostic.Code} {diagnostic.Message}")];
}
