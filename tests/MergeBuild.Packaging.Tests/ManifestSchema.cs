using System.Text.Json.Nodes;
using MergeBuild.Merging.Recipes;
using MergeBuild.Testing;

namespace MergeBuild.Packaging.Tests;

public sealed class ManifestSchema : IDisposable
{
    private static readonly JsonObject Schema =
        (JsonObject)JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "merge.manifest.schema.json")))!;

    private const string Tokens = """
        merge_method: linear
        base_model: base
        models: [{model: a, parameters: {weight: 1}}]
        chat_template: chatml
        tokenizer:
          pad_to_multiple_of: 4
          tokens:
            x: {source: {kind: model_token, model: a, token: 'y'}, force: true}
            y: {source: {kind: model_token, model: base, token_id: 0}}
            z: {source: zero}
            w: {}
        """;

    private const string Modules = """
        merge_method: task_arithmetic
        modules:
          default:
            slices: [{base_model: a, sources: [{model: a, layer_range: [0, 1]}, {model: b, layer_range: [1, 2]}]}]
            parameters: {weight: 1}
        """;

    private readonly BuildFolder _folder = new();

    public ManifestSchema()
    {
        foreach (var name in new[] { "base", "a" })
        {
            _folder.Write($"{name}/tokenizer.json", """{"model": {"type": "WordLevel", "vocab": {"x": 0, "y": 1, "z": 2}}}""");
        }
    }

    [Theory]
    [InlineData(Tokens)]
    [InlineData(BuildFolder.Ties)]
    [InlineData("merge_method: passthrough\nslices: [{sources: [{model: a, layer_range: [0, 1]}]}, {sources: [{model: b, layer_range: [1, 2], parameters: {scale: [{filter: mlp, value: 0.5}]}}]}]\nout_dtype: bfloat16\n")]
    [InlineData("merge_method: dare_linear\nbase_model: base\nmodels: [{model: a}]\nparameters: {weight: [0, 1], density: 0.5, rescale_rule: l1}\n")]
    [InlineData(Modules)]
    public void Every_manifest_keeps_to_it(string recipe)
    {
        _folder.Build(recipe);
        Assert.Empty(new SchemaChecker(Schema).Check(_folder.Json(MergeManifest.FileName)));
    }

    [Fact]
    public void Every_member_of_it_is_written_by_some_merge()
    {
        var checker = new SchemaChecker(Schema);
        _folder.Build();
        checker.Check(_folder.Json(MergeManifest.FileName));
        _folder.Build("merge_method: passthrough\nslices: [{sources: [{model: a, layer_range: [0, 1], parameters: {scale: [{filter: mlp, value: 2}]}}]}]\nout_dtype: float16\n");
        checker.Check(_folder.Json(MergeManifest.FileName));
        _folder.Build(Tokens);
        checker.Check(_folder.Json(MergeManifest.FileName));
        _folder.Build(Modules);
        checker.Check(_folder.Json(MergeManifest.FileName));
        var recipe = _folder.Recipe();
        recipe = recipe with { Omissions = [new(recipe.Models.Select((model, i) => (model, i)).First(pair => pair.model.Name == "a").i, ["model.norm.weight"])] };
        ModelBuild.Run(recipe, _folder.Options, cancellation: TestContext.Current.CancellationToken);
        checker.Check(_folder.Json(MergeManifest.FileName));
        ModelBuild.Run(FromElsewhere(_folder.Recipe()), _folder.Options, cancellation: TestContext.Current.CancellationToken);
        Assert.Empty(checker.Check(_folder.Json(MergeManifest.FileName)));
        ModelBuild.Run(WithOwnTemplate(_folder.Recipe(Tokens)), _folder.Options, cancellation: TestContext.Current.CancellationToken);
        Assert.Empty(checker.Check(_folder.Json(MergeManifest.FileName)));
        ModelBuild.Run(WithAdapter(_folder.Recipe()), _folder.Options, cancellation: TestContext.Current.CancellationToken);
        Assert.Empty(checker.Check(_folder.Json(MergeManifest.FileName)));
        using var budget = new ReadBudgets.BudgetFolder();
        budget.Analyze();
        budget.Build(budget.AllBytes / 2);
        Assert.Empty(checker.Check(budget.Manifest()));
        Assert.Empty(checker.MembersNeverSeen);
    }

    [Theory]
    [InlineData("schemaVersion", "3")]
    [InlineData("mergebuild", "1")]
    [InlineData("unknown", "1")]
    [InlineData("files", "[{\"name\":\"a/b\",\"length\":1,\"blake3\":\"00\"}]")]
    [InlineData("parents", "{}")]
    public void Others_are_refused(string member, string value)
    {
        _folder.Build();
        var manifest = _folder.Json(MergeManifest.FileName);
        manifest[member] = JsonNode.Parse(value);
        Assert.NotEmpty(new SchemaChecker(Schema).Check(manifest));
    }

    private static Recipe FromElsewhere(Recipe recipe) => recipe with
    {
        Models = recipe.Models.SetItem(0, recipe.Models[0] with { Hub = new HubReference("acme/math", "main"), Commit = new string('a', 40) })
            .SetItem(1, recipe.Models[1] with { Package = new RecipePackage("Acme.Prose", "2.1.0", Convert.ToBase64String(new byte[64])) }),
    };

    // A template of its own, and the tokenizer of a parent whose name is a word of the manifest.
    private static Recipe WithOwnTemplate(Recipe recipe) => recipe with
    {
        Models = recipe.Models.SetItem(0, recipe.Models[0] with { Name = "union" }),
        Tokenizer = recipe.Tokenizer! with { Source = TokenizerSource.Model, Model = 0 },
        ChatTemplate = new ChatTemplateRule(ChatTemplateRule.OwnText, "{{ messages }}", null, null),
    };

    private Recipe WithAdapter(Recipe recipe)
    {
        TinyAdapter.WriteTo(_folder["lora"]);
        return recipe with
        {
            Models = recipe.Models.SetItem(0, recipe.Models[0] with { Adapter = new RecipeAdapter(_folder["lora"], null) { Hub = new HubReference("acme/lora", "main"), Commit = new string('a', 40) } }),
        };
    }

    public void Dispose() => _folder.Dispose();
}
