using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Methods;
using MergeBuild.Merging.Planning;
using MergeBuild.Merging.Recipes;
using MergeBuild.Testing;
using MergeBuild.Testing.Models;

namespace MergeBuild.Merging.Tests.Methods;

/// <summary>
/// docs/methods says what the code does, and its examples run. Set MERGEBUILD_UPDATE_DOCS=1 to write the tables anew.
/// </summary>
public sealed class MethodPages : IDisposable
{
    private static readonly string[] Sections =
        ["Formula", "Parameters", "Beside mergekit", "When to use it", "Memory", "Example", "Paper"];

    private readonly TemporaryFolder _folder = new();

    public MethodPages()
    {
        foreach (var (name, seed) in new[] { ("base", 1), ("math", 2), ("code", 3), ("prose", 4) })
        {
            Model(new Random(seed)).WriteTo(_folder[name]);
        }
    }

    public static TheoryData<string> Methods => [.. MergeMethods.All.Keys];

    [Theory]
    [MemberData(nameof(Methods))]
    public void Parameters_are_those_of_the_code(string method)
    {
        var page = new MethodPage(method);
        if (Environment.GetEnvironmentVariable("MERGEBUILD_UPDATE_DOCS") == "1")
        {
            page.Update();
        }

        Assert.Equal(page.ExpectedParameters, page.Parameters);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Every_section_is_there(string method)
    {
        var text = new MethodPage(method).Text;

        Assert.StartsWith($"# {method}\n", text, StringComparison.Ordinal);
        Assert.All(Sections, section => Assert.Contains($"\n## {section}\n", text, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Recipes_and_projects_of_the_examples_merge_to_the_same(string method)
    {
        var page = new MethodPage(method);
        var recipes = page.Recipes.Select(text => Merge(YamlRecipe.Read(_folder.Write("recipe.yml", text), modelRoot: null))).ToArray();
        var project = Merge(MethodPage.ReadProject(Assert.Single(page.Projects), _folder.Path));

        Assert.NotEmpty(recipes);
        Assert.All(recipes, Assert.NotEmpty);
        Assert.Equal(recipes[0], project);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void The_overview_links_to_it(string method) =>
        Assert.Contains($"| [{method}]({method}.md) |", File.ReadAllText(Repository.Path("docs/methods/README.md")), StringComparison.Ordinal);

    [Fact]
    public void There_is_no_page_of_a_method_that_does_not_exist() => Assert.Equal(
        MergeMethods.All.Keys.Append("README").Order(StringComparer.Ordinal),
        Directory.EnumerateFiles(Repository.Path("docs/methods")).Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal));

    public void Dispose() => _folder.Dispose();

    private static SortedDictionary<string, string> Merge(Recipe recipe)
    {
        var plan = MergePlanner.Plan(recipe);
        var sink = new Hexadecimal();
        MergeEngine.Run(plan, sink, new MergeEngineOptions { Threads = 1 }, null, TestContext.Current.CancellationToken);
        return new SortedDictionary<string, string>(sink.Tensors, StringComparer.Ordinal);
    }

    private static TinyModel Model(Random random)
    {
        var model = TinyModel.Empty.WithConfig(new JsonObject { ["model_type"] = "none", ["num_hidden_layers"] = 4 })
            .With("model.embed_tokens.weight", DType.F32, [12, 8], Numbers(random, 96))
            .With("model.norm.weight", DType.F32, [8], Numbers(random, 8));
        for (var layer = 0; layer < 4; layer++)
        {
            model = model
                .With($"model.layers.{layer}.self_attn.q_proj.weight", DType.BF16, [8, 8], Numbers(random, 64))
                .With($"model.layers.{layer}.mlp.up_proj.weight", DType.F32, [16, 8], Numbers(random, 128));
        }

        return model;
    }

    private static float[] Numbers(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => (float)(random.NextDouble() - 0.5))];

    private sealed class Hexadecimal : IResultSink
    {
        public ConcurrentDictionary<string, string> Tensors { get; } = new(StringComparer.Ordinal);

        // Tiny tensors come as one block.
        public void Write(TensorPlan tensor, long offset, ReadOnlySpan<byte> bytes) =>
            Assert.True(Tensors.TryAdd(tensor.Result.Name, Convert.ToHexString(bytes)));
    }
}
