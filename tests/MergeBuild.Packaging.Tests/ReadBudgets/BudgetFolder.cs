using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Checkpoints.Numbers;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Budget;
using MergeBuild.Merging.Ledger;
using MergeBuild.Merging.Planning;
using MergeBuild.Merging.Recipes;
using MergeBuild.Testing;
using MergeBuild.Testing.Faults;
using MergeBuild.Testing.Models;

namespace MergeBuild.Packaging.Tests.ReadBudgets;

/// <summary>
/// A base and three experts of it, of which the first two moved in the same direction and the third in another. Task
/// vectors grow from tensor to tensor; two of the tensors have several blocks.
/// </summary>
internal sealed class BudgetFolder : IDisposable
{
    public const string TaskArithmetic =
        "merge_method: task_arithmetic\nbase_model: base\nmodels: [{model: a, parameters: {weight: 0.5}}, {model: b, parameters: {weight: 0.25}}, {model: c, parameters: {weight: -0.3}}]\nparameters: {lambda: 0.8}\n";

    private const int Vocabulary = 20_000;
    private readonly TemporaryFolder _folder = new();
    private readonly TinyModel _base;

    public BudgetFolder(DType dtype = DType.F32)
    {
        _base = TinyLlama.Of(1, 0, dtype, Vocabulary);
        _base.WriteTo(_folder["base"]);
        WriteExpert("a", 1);
        WriteExpert("b", 1);
        WriteExpert("c", 2, shards: 2);
    }

    public string this[string name] => _folder[name];

    public string Norms => _folder["obj/merge.norms"];

    /// <summary>Writes an expert: the base and some noise, little of it in the first tensors and more in the last.</summary>
    public void WriteExpert(string name, int seed, int shards = 1)
    {
        var random = new Random(seed);
        var expert = _base.Tensors.Values.Index().Aggregate(_base, (model, tensor) =>
        {
            var elements = new float[tensor.Item.Description.ElementCount];
            DTypeConversion.Widen(tensor.Item.Description.DType, tensor.Item.Bytes.AsSpan(), elements);
            var scale = 0.01f * (1 + tensor.Index);
            return model.With(tensor.Item.Name, tensor.Item.Description.DType, [.. tensor.Item.Description.Shape],
                [.. elements.Select(element => element + (scale * (float)((random.NextDouble() * 2) - 1)))]);
        });
        expert.WriteTo(_folder[name], shards);
    }

    public Recipe Recipe(string yaml = TaskArithmetic) => YamlRecipe.Read(_folder.Write("recipe.yml", yaml), modelRoot: null);

    public NormAnalysisResult Analyze(string yaml = TaskArithmetic, IFileSystem? files = null, int threads = 2) => NormAnalysis.Run(
        MergePlanner.Plan(Recipe(yaml), files), Norms, new ReadingOptions { Threads = threads, Files = files ?? PhysicalFileSystem.Instance });

    public ModelBuildOptions Options(long? budget, string output = "output") => new()
    {
        OutputDirectory = _folder[output], Threads = 2, ReadBudget = budget is { } bytes ? new ReadBudget(bytes, Norms) : null,
    };

    public ModelBuildResult Build(long? budget, string yaml = TaskArithmetic, string output = "output", Func<ModelBuildOptions, ModelBuildOptions>? change = null)
    {
        var options = Options(budget, output);
        return ModelBuild.Run(Recipe(yaml), change?.Invoke(options) ?? options, cancellation: TestContext.Current.CancellationToken);
    }

    public Diagnostic Fails(long? budget, string yaml = TaskArithmetic, Func<ModelBuildOptions, ModelBuildOptions>? change = null) =>
        Assert.Single(Assert.Throws<MergeBuildException>(() => Build(budget, yaml, change: change)).Diagnostics);

    public Dictionary<string, byte[]> Files(string output = "output") =>
        Directory.EnumerateFiles(_folder[output]).ToDictionary(path => Path.GetFileName(path), File.ReadAllBytes, StringComparer.Ordinal);

    public JsonObject Manifest(string output = "output") => (JsonObject)JsonNode.Parse(Files(output)[MergeManifest.FileName])!;

    /// <summary>All elements of a model's tensors.</summary>
    public Dictionary<string, float[]> Weights(string model)
    {
        var directory = ModelDirectory.Open(_folder[model]);
        return directory.Tensors.ToDictionary(tensor => tensor.Key, tensor =>
        {
            var bytes = File.ReadAllBytes(tensor.Value.Shard.Path).AsSpan((int)tensor.Value.Entry.Offset, (int)tensor.Value.Entry.ByteLength);
            var elements = new float[tensor.Value.Entry.ElementCount];
            DTypeConversion.Widen(tensor.Value.Entry.DType, bytes, elements);
            return elements;
        });
    }

    /// <summary>Bytes of tensors in a model.</summary>
    public long BytesOf(string model) => ModelDirectory.Open(_folder[model]).Tensors.Values.Sum(tensor => tensor.Entry.ByteLength);

    /// <summary>Bytes of tensors in all models.</summary>
    public long AllBytes => new[] { "base", "a", "b", "c" }.Sum(BytesOf);

    /// <summary>Bytes that a file layer was asked for of the models' weight files, headers taken off.</summary>
    public long TensorBytesRequested(FaultyFileSystem files)
    {
        var headers = new FaultyFileSystem { LongestRead = files.LongestRead };
        MergePlanner.Plan(Recipe(), headers);
        return WeightBytes(files) - WeightBytes(headers);
    }

    public void Dispose() => _folder.Dispose();

    private long WeightBytes(FaultyFileSystem files) => new[] { "base", "a", "b", "c" }
        .SelectMany(model => Directory.EnumerateFiles(_folder[model], "*.safetensors"))
        .Sum(path => files.BytesOf(FileOperation.Read, path));
}
