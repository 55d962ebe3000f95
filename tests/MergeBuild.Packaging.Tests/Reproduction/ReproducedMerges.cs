using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Merging.Methods;
using MergeBuild.Merging.Recipes;
using MergeBuild.Packaging.Tests.ReadBudgets;
using MergeBuild.Testing.Models;
using MergeBuild.Testing.PyTorch;

namespace MergeBuild.Packaging.Tests.Reproduction;

/// <summary>What a manifest says is enough to merge again, whatever was asked for.</summary>
public sealed class ReproducedMerges : IDisposable
{
    private const string Vocabulary = """{"model": {"type": "WordLevel", "vocab": {"x": 0, "y": 1, "z": 2}}}""";
    private const string Linear = "merge_method: linear\nmodels: [{model: a, parameters: {weight: 0.3}}, {model: b, parameters: {weight: 0.7}}]\n";

    private readonly ReproductionFolder _folder = new();

    public static TheoryData<string> Methods => [.. MergeMethods.All.Keys];

    [Theory]
    [MemberData(nameof(Methods))]
    public void Are_those_of_every_method(string name)
    {
        var method = MergeMethods.All[name];
        var experts = new[] { "a", "b", "a" }[..Math.Min(Math.Max(2, method.MinimumExperts), method.MaximumExperts)];
        string Parameters(bool isPerExpert) => string.Join(", ", method.Parameters
            .Where(definition => definition.IsPerExpert == isPerExpert && (definition.IsRequired || definition.Name is "weight" or "density"))
            .Select(definition => $"{definition.Name}: 0.5"));
        _folder.Merge(
            $"merge_method: {name}\n{(method.Base == BaseRole.None ? "" : "base_model: base\n")}" +
            $"models: [{string.Join(", ", experts.Select(expert => $"{{model: {expert}, parameters: {{{Parameters(true)}}}}}"))}]\nparameters: {{{Parameters(false)}}}\n");

        AssertReproduced();
    }

    [Theory]
    [InlineData("out_dtype: bfloat16\n")]
    [InlineData("chat_template: auto\n")]
    [InlineData("chat_template: chatml\n")]
    [InlineData("chat_template: \"{% for message in messages %}{{ message.content }}\\n{% endfor %}\"\n")]
    [InlineData("tokenizer: {source: union, pad_to_multiple_of: 4, tokens: {x: {source: {kind: model_token, model: b, token: y}, force: true}, w: {source: zero}}}\n")]
    [InlineData("tokenizer: {source: b}\n")]
    [InlineData("tokenizer_source: base\n")]
    public void Are_those_with(string more)
    {
        WriteTokenizers();
        _folder.Merge(Linear + more);

        AssertReproduced();
    }

    [Fact]
    public void Are_those_with_a_chat_template_from_a_file_that_is_gone()
    {
        WriteTokenizers();
        var template = _folder.Build.Write("own.jinja", "{% for message in messages %}{{ message.content }}é\n{% endfor %}");
        _folder.Merge(Linear + $"chat_template: {template}\n");
        File.Delete(template);

        AssertReproduced();
        _folder.Edit(manifest => ((System.Text.Json.Nodes.JsonObject)manifest["recipe"]!).Remove("chatTemplateText"));
        Assert.Equal("MB5334", _folder.Fails().Code);
    }

    [Fact]
    public void Are_those_of_a_tokenizer_of_a_parent_that_is_called_base()
    {
        WriteTokenizers();
        _folder.Build.Write("b/tokenizer.json", Vocabulary.Replace("\"z\": 2", "\"v\": 2", StringComparison.Ordinal));
        Directory.Delete(_folder["base"], recursive: true);
        var recipe = _folder.Build.Recipe(Linear + "tokenizer: {source: b}\n");
        recipe = recipe with { Models = [.. recipe.Models.Select(model => model.Name == "b" ? model with { Name = "base" } : model)] };
        ModelBuild.Run(recipe, _folder.Build.Options, cancellation: TestContext.Current.CancellationToken);
        _folder.MoveParents();
        Directory.Move(Path.Combine(_folder.Parents, "b"), Path.Combine(_folder.Parents, "base"));

        Assert.True((bool)_folder.Build.Json(MergeManifest.FileName)["recipe"]!["tokenizer"]!["sourceIsParent"]!);
        AssertReproduced();
    }

    [Theory]
    [InlineData("merge_method: passthrough\nslices: [{sources: [{model: a, layer_range: [0, 2]}]}, {sources: [{model: b, layer_range: [1, 2], parameters: {scale: [{filter: mlp, value: 0.5}, {value: 1}]}}]}]\n")]
    [InlineData("merge_method: slerp\nbase_model: a\nslices: [{sources: [{model: a, layer_range: [0, 1]}, {model: b, layer_range: [1, 2]}]}]\nparameters: {t: [{filter: self_attn, value: [0, 0.5, 1]}, {value: 0.25}]}\n")]
    [InlineData("merge_method: task_arithmetic\nmodules: {default: {slices: [{base_model: a, sources: [{model: a, layer_range: [0, 1]}, {model: b, layer_range: [1, 2]}]}], parameters: {weight: 1}}}\n")]
    public void Are_those_of_slices_and_modules(string recipe)
    {
        _folder.Merge(recipe);

        AssertReproduced();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(200)]
    [InlineData(999)]
    [InlineData(ModelBuildOptions.DefaultShardSize)]
    public void Are_those_in_shards_of(long size)
    {
        _folder.Merge(change: options => options with { ShardSize = size });

        AssertReproduced();
    }

    [Fact]
    public void Are_those_with_adapters_and_a_model_that_is_listed_twice()
    {
        TinyAdapter.WriteTo(_folder["lora"]);
        _folder.Merge("merge_method: linear\nmodels: [{model: a+lora, parameters: {weight: 1}}, {model: a, parameters: {weight: 1}}, {model: a, parameters: {weight: 2}}]\n");

        var parents = AssertReproduced();
        Assert.Equal(["a+lora", "a", "a#2"], parents.Select(parent => parent.Name));
        Directory.Move(Path.Combine(_folder.Parents, "lora"), _folder["elsewhere"]);
        Assert.StartsWith("The adapter of the parent 'a+lora' is not found", _folder.Fails().Message, StringComparison.Ordinal);
        _folder.Reproduce(options => options with { Adapters = [new("a+lora", "elsewhere")] });
    }

    [Fact]
    public void Are_those_that_left_experts_out_and_drew_by_another_seed()
    {
        var recipe = _folder.Build.Recipe(BuildFolder.Ties.Replace("ties", "dare_ties", StringComparison.Ordinal)) with { Seed = ulong.MaxValue };
        var expert = recipe.Models.Select(model => model.Name).ToList().IndexOf("a");
        ModelBuild.Run(
            recipe with { Omissions = [new RecipeOmission(expert, ["model.norm.weight"]), new RecipeOmission(recipe.Models.Select(model => model.Name).ToList().IndexOf("b"), null)] },
            _folder.Build.Options, cancellation: TestContext.Current.CancellationToken);
        _folder.MoveParents();

        AssertReproduced();
    }

    [Fact]
    public void Are_those_of_a_read_budget()
    {
        using var budget = new BudgetFolder(DType.BF16);
        budget.Analyze();
        budget.Build(budget.AllBytes / 2);
        Assert.NotNull(budget.Manifest()["approximation"]);

        Packaging.Reproduction.MergeReproduction.Run(budget["output"], _folder.Options with { ParentFolders = [budget[""]] }, cancellation: TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Are_those_of_pytorch_files_where_they_are_allowed()
    {
        Directory.Delete(_folder["a"], recursive: true);
        var model = TinyLlama.Of(2, 1);
        Directory.CreateDirectory(_folder["a"]);
        File.WriteAllBytes(_folder["a/pytorch_model.bin"], TorchCheckpoint.Of(model));
        File.Copy(_folder["b/config.json"], _folder["a/config.json"]);
        ModelBuild.Run(_folder.Build.Recipe(Linear) with { AllowPickle = true }, _folder.Build.Options, cancellation: TestContext.Current.CancellationToken);
        _folder.MoveParents();

        Assert.Equal("MB2037", _folder.Fails().Code);
        _folder.Reproduce(options => options with { AllowPickle = true });
    }

    [Fact]
    public void Are_kept_where_a_folder_is_named_for_them_and_there_alone()
    {
        _folder.Merge(change: options => options with { ShardSize = 200 });
        var before = Directory.GetDirectories(Path.GetTempPath(), "mergebuild-reproduce-*").Length;

        _folder.Reproduce(options => options with { OutputDirectory = _folder["again"] });

        var files = Directory.EnumerateFiles(_folder["again"]).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);
        Assert.Equal(_folder.Build.OutputFiles, files);
        Assert.All(files, name => Assert.Equal(_folder.Build.Read(name), File.ReadAllBytes(Path.Combine(_folder["again"], name))));
        Assert.Equal("MB5338", _folder.Fails(options => options with { OutputDirectory = _folder["again"] }).Code);
        Assert.Equal("MB5338", _folder.Fails(options => options with { OutputDirectory = _folder.ManifestPath }).Code);
        Assert.True(Directory.GetDirectories(Path.GetTempPath(), "mergebuild-reproduce-*").Length <= before);
    }

    public void Dispose() => _folder.Dispose();

    private System.Collections.Immutable.ImmutableArray<Packaging.Reproduction.FoundParent> AssertReproduced()
    {
        var result = _folder.Reproduce(options => options with { OutputDirectory = _folder["reproduced"] });
        Assert.Equal(_folder.Build.Read(MergeManifest.FileName), PhysicalFileSystem.Instance.ReadAllBytes(_folder["reproduced/" + MergeManifest.FileName]));
        Assert.Equal(_folder.Build.OutputFiles.Count - 1, result.FileCount);
        return result.Parents;
    }

    private void WriteTokenizers()
    {
        foreach (var name in new[] { "base", "a", "b" })
        {
            _folder.Build.Write($"{name}/tokenizer.json", Vocabulary);
            _folder.Build.Write($"{name}/tokenizer_config.json", "{}");
        }
    }
}
