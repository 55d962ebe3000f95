using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Adapters;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Parameters;
using MergeBuild.Merging.Planning;
using MergeBuild.Merging.Recipes;
using MergeBuild.Testing;
using MergeBuild.Testing.Models;

namespace MergeBuild.Merging.Tests.Adapters;

/// <summary>A temporary folder with a base model, adapters for it, and merges of them.</summary>
internal sealed class AdapterFolder : IDisposable
{
    public const string Prefix = "base_model.model.";

    private readonly TemporaryFolder _folder = new();

    public string Path(string name) => _folder[name];

    /// <summary>A model of no family, so that a test may name its tensors as it likes.</summary>
    public static TinyModel Model => TinyModel.Empty.WithConfigValue("model_type", "none");

    public void Write(string name, TinyModel model) => model.WriteTo(_folder[name]);

    /// <summary>Writes an adapter; its tensors are named without PEFT's prefix.</summary>
    public void WriteAdapter(string name, string settings, TinyModel tensors)
    {
        var prefixed = tensors.Tensors.Values.Aggregate(TinyModel.Empty.WithConfig(null), (model, tensor) =>
            model.WithBytes(Prefix + tensor.Name, tensor.Description.DType, [.. tensor.Description.Shape], [.. tensor.Bytes]));
        WriteAdapterAs(name, settings, prefixed);
    }

    /// <summary>Writes an adapter whose tensors have the names that are given.</summary>
    public void WriteAdapterAs(string name, string settings, TinyModel tensors)
    {
        tensors.WithConfig(null).WriteTo(_folder[name]);
        File.Move(_folder[$"{name}/model.safetensors"], _folder[$"{name}/{AdapterDirectory.WeightsName}"], overwrite: true);
        var config = new JsonObject { ["peft_type"] = "LORA", ["r"] = 2, ["lora_alpha"] = 4, ["target_modules"] = new JsonArray("proj"), ["bias"] = "none" };
        foreach (var (key, value) in JsonNode.Parse(settings)!.AsObject())
        {
            config[key] = value?.DeepClone();
        }

        File.WriteAllBytes(_folder[$"{name}/{AdapterConfig.FileName}"], CanonicalJson.Write(config));
    }

    public Recipe Recipe(string method, string? baseModel, params (string Model, string? Adapter, string Parameters)[] experts)
    {
        var models = experts.Select((expert, i) => new RecipeModel($"{expert.Model}+{expert.Adapter}#{i}", _folder[expert.Model], null)
        {
            Adapter = expert.Adapter is null ? null : new RecipeAdapter(_folder[expert.Adapter], null),
        }).ToList();
        if (baseModel is not null)
        {
            models.Add(new RecipeModel(baseModel, _folder[baseModel], null));
        }

        return new Recipe
        {
            Method = new Located<string>(method, null),
            Models = [.. models],
            BaseModel = baseModel is null ? null : experts.Length,
            Slices = [new RecipeSlice([.. experts.Select((expert, i) => new RecipeSource(i, null, ParametersOf(expert.Parameters), null))], ParameterSet.Empty)],
        };
    }

    /// <summary>The numbers of a model with an adapter, and of nothing else.</summary>
    public Dictionary<string, float[]> Apply(string model, string adapter) => Numbers(Recipe("passthrough", null, (model, adapter, "")));

    public static Dictionary<string, float[]> Numbers(Recipe recipe)
    {
        var plan = MergePlanner.Plan(recipe);
        return Merge(plan).ToDictionary(pair => pair.Key, pair => Reference.Widen(plan.Tensors.Single(tensor => tensor.Result.Name == pair.Key).Result.DType, pair.Value));
    }

    public static Dictionary<string, byte[]> Merge(MergePlan plan, int threads = 2, int blockLength = 1 << 17)
    {
        var sink = new Sink(plan);
        MergeEngine.Run(plan, sink, new MergeEngineOptions { Threads = threads, BlockLength = blockLength }, null, TestContext.Current.CancellationToken);
        return new Dictionary<string, byte[]>(sink.Tensors);
    }

    public void Dispose() => _folder.Dispose();

    private static ParameterSet ParametersOf(string text) => new(
    [
        .. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('=')).Select(part => new ParameterAssignment(
            part[0], new ParameterValue([new ParameterCondition(null, [part[1].ToString(CultureInfo.InvariantCulture)], null)]), null)),
    ]);

    private sealed class Sink(MergePlan plan) : IResultSink
    {
        public ConcurrentDictionary<string, byte[]> Tensors { get; } = new(
            plan.Tensors.ToDictionary(tensor => tensor.Result.Name, tensor => new byte[tensor.Result.ByteLength]));

        public void Write(TensorPlan tensor, long offset, ReadOnlySpan<byte> bytes) => bytes.CopyTo(Tensors[tensor.Result.Name].AsSpan((int)offset));
    }
}
