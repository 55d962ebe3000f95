using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Numbers;
using MergeBuild.Checkpoints.Safetensors;

namespace MergeBuild.Testing.Models;

/// <summary>
/// A small Hugging Face model, made up by a test and written as a directory:
/// <code>
/// var parent = TinyModel.Empty
///     .With("model.norm.weight", DType.F32, [2], 1, -0.5f)
///     .With("lm_head.weight", DType.BF16, [2, 2], 1, 2, 3, 4)
///     .WriteTo(folder["parent"]);
/// </code>
/// Immutable: a test can derive the experts from the base.
/// </summary>
public sealed record TinyModel
{
    private TinyModel(ImmutableSortedDictionary<string, TinyTensor> tensors, JsonObject? config)
    {
        Tensors = tensors;
        Config = config;
    }

    /// <summary>A model of no tensors with a configuration of the llama family.</summary>
    public static TinyModel Empty { get; } = new(
        ImmutableSortedDictionary.Create<string, TinyTensor>(StringComparer.Ordinal),
        new JsonObject { ["architectures"] = new JsonArray("LlamaForCausalLM"), ["model_type"] = "llama" });

    /// <summary>The tensors by name.</summary>
    public ImmutableSortedDictionary<string, TinyTensor> Tensors { get; }

    /// <summary>What becomes <c>config.json</c>; null for a directory without one.</summary>
    public JsonObject? Config { get; }

    /// <summary>Adds or replaces a tensor of a mergeable type; the values are rounded to it.</summary>
    public TinyModel With(string name, DType dtype, long[] shape, params float[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var description = new TensorDescription(name, dtype, [.. shape]);
        if (description.ElementCount != values.Length)
        {
            throw new ArgumentException($"'{name}' has {description.ElementCount} elements, but {values.Length} values are given.", nameof(values));
        }

        var bytes = new byte[description.ByteLength];
        DTypeConversion.Narrow(dtype, values, bytes);
        return WithBytes(name, dtype, shape, bytes);
    }

    /// <summary>Adds or replaces a tensor of any type by its stored bytes.</summary>
    public TinyModel WithBytes(string name, DType dtype, long[] shape, params byte[] bytes) =>
        new(Tensors.SetItem(name, new TinyTensor(new TensorDescription(name, dtype, [.. shape]), [.. bytes])), Config);

    /// <summary>Removes a tensor.</summary>
    public TinyModel Without(string name) => new(Tensors.Remove(name), Config);

    /// <summary>Replaces the configuration; null for a directory without one.</summary>
    public TinyModel WithConfig(JsonObject? config) => new(Tensors, config);

    /// <summary>Sets one value of the configuration.</summary>
    public TinyModel WithConfigValue(string name, JsonNode? value)
    {
        var config = (JsonObject?)Config?.DeepClone() ?? [];
        config[name] = value;
        return new TinyModel(Tensors, config);
    }

    /// <summary>Writes the model as a directory and returns the directory's path.</summary>
    /// <param name="directory">The directory; created if it does not exist.</param>
    /// <param name="shards">1 for <c>model.safetensors</c>; more for numbered files and an index.</param>
    public string WriteTo(string directory, int shards = 1)
    {
        TinyModelWriter.Write(this, directory, shards);
        return directory;
    }
}
