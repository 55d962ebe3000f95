using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Checkpoints.Numbers;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Planning;
using MergeBuild.Merging.Recipes;
using MergeBuild.Packaging;
using MergeBuild.Testing;
using MergeBuild.Testing.Models;

namespace MergeBuild.Merging.Tests.Tokenizers;

/// <summary>A temporary folder of models with tokenizers, whose rows tell where they come from: row 3 of the model 200 is 203.</summary>
internal sealed class TokenFolder : IDisposable
{
    public const string Embedding = "model.embed_tokens.weight";
    public const string Head = "lm_head.weight";

    private readonly TemporaryFolder _folder = new();

    public string this[string name] => _folder[name];

    /// <summary>Adds a model; without a number of rows it has one for each token.</summary>
    public TokenFolder With(string name, float number, TinyTokenizer? tokenizer, int? rows = null)
    {
        var count = rows ?? tokenizer!.Normal.Concat(tokenizer.Added).Max(token => token.Id) + 1;
        var values = Enumerable.Range(0, count).SelectMany(row => new[] { number + row, -number - row }).ToArray();
        return With(name, tokenizer, TinyModel.Empty
            .WithConfigValue("model_type", "none")
            .WithConfigValue("vocab_size", count)
            .WithConfigValue("num_hidden_layers", 1)
            .With(Embedding, DType.F32, [count, 2], values)
            .With(Head, DType.F32, [count, 2], values)
            .With("lm_head.bias", DType.F32, [count], [.. Enumerable.Range(0, count).Select(row => number + row)])
            .With("model.layers.0.weight", DType.F32, [1], number));
    }

    public TokenFolder With(string name, TinyTokenizer? tokenizer, TinyModel model)
    {
        model.WriteTo(_folder[name]);
        return tokenizer is null ? this : Write($"{name}/tokenizer.json", tokenizer.ToJson().ToJsonString());
    }

    public TokenFolder Write(string name, string text)
    {
        _folder.Write(name, text);
        return this;
    }

    public Recipe Recipe(string yaml) => YamlRecipe.Read(_folder.Write("recipe.yml", yaml), modelRoot: null);

    public MergePlan Plan(string yaml) => MergePlanner.Plan(Recipe(yaml));

    /// <summary>Merges into the folder <c>out</c> and returns the warnings as <c>code text</c>.</summary>
    public string[] Merge(string yaml, int threads = 2)
    {
        var options = new ModelBuildOptions { OutputDirectory = _folder["out"], Threads = threads };
        var result = ModelBuild.Run(Recipe(yaml), options, cancellation: TestContext.Current.CancellationToken);
        return [.. result.Warnings.Select(warning => $"{warning.Code} {warning.Message}")];
    }

    /// <summary>The first numbers of the rows of a tensor of the merged model.</summary>
    public float[] Rows(string tensor = Embedding)
    {
        var stored = ModelDirectory.Open(_folder["out"]).Tensors[tensor].Entry;
        var numbers = new float[stored.ElementCount];
        DTypeConversion.Widen(stored.DType, File.ReadAllBytes(_folder["out/model.safetensors"]).AsSpan((int)stored.Offset, (int)stored.ByteLength), numbers);
        var width = stored.Shape.Length > 1 ? (int)stored.Shape[1] : 1;
        return [.. numbers.Where((_, i) => i % width == 0)];
    }

    /// <summary>A JSON file of the merged model.</summary>
    public JsonObject Json(string name) => JsonNode.Parse(Text(name))!.AsObject();

    public string Text(string name) => File.ReadAllText(_folder[$"out/{name}"]);

    public bool Has(string name) => File.Exists(_folder[$"out/{name}"]);

    /// <summary>The errors of a recipe, as <c>line code text</c>.</summary>
    public string[] Errors(string yaml) =>
    [
        .. Assert.Throws<MergeBuildException>(() => Plan(yaml)).Diagnostics.Where(diagnostic => diagnostic.IsError)
            .Select(diagnostic => $"{diagnostic.Location?.Line},{diagnostic.Location?.Column} {diagnostic.Code} {diagnostic.Message.Replace(_folder.Path, "", StringComparison.Ordinal)}"),
    ];

    public void Dispose() => _folder.Dispose();
}
