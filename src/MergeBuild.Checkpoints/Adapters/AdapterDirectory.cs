using System.Collections.Immutable;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Diagnostics;

namespace MergeBuild.Checkpoints.Adapters;

/// <summary>
/// A LoRA adapter as PEFT saves it: <c>adapter_config.json</c> and <c>adapter_model.safetensors</c>.
/// See https://huggingface.co/docs/peft/developer_guides/checkpoint.
/// </summary>
public sealed class AdapterDirectory
{
    /// <summary>The name of the weights.</summary>
    public const string WeightsName = "adapter_model.safetensors";

    private const string PickleName = "adapter_model.bin";

    private AdapterDirectory(string path, AdapterConfig config, ModelShard weights, ImmutableSortedDictionary<string, StoredTensor> tensors) =>
        (Path, Config, Weights, Tensors) = (path, config, weights, tensors);

    /// <summary>The directory.</summary>
    public string Path { get; }

    /// <summary>The configuration.</summary>
    public AdapterConfig Config { get; }

    /// <summary>The weight file.</summary>
    public ModelShard Weights { get; }

    /// <summary>The tensors under the names that the file gives them.</summary>
    public ImmutableSortedDictionary<string, StoredTensor> Tensors { get; }

    /// <summary>The files that decide what the adapter does, by name.</summary>
    public IEnumerable<(string Name, string Path)> Files =>
        [(AdapterConfig.FileName, System.IO.Path.Combine(Path, AdapterConfig.FileName)), (Weights.Name, Weights.Path)];

    /// <summary>Reads the configuration and the header of an adapter.</summary>
    /// <param name="path">The directory.</param>
    /// <param name="files">Where to read from; the files of this machine unless given.</param>
    /// <param name="allowPickle">Whether weights that are there only as a PyTorch file are read. Nothing in it is run.</param>
    /// <exception cref="MergeBuildException">A file is missing, unsafe or malformed (MB20xx, MB21xx), or the adapter is of a kind that is not supported.</exception>
    public static AdapterDirectory Open(string path, IFileSystem? files = null, bool allowPickle = false)
    {
        files ??= PhysicalFileSystem.Instance;
        if (!Directory.Exists(path))
        {
            throw DiagnosticTable.AdapterNotFound.Exception(path, File.Exists(path) ? " as a directory; it is a file" : "");
        }

        if (!System.IO.Path.Exists(System.IO.Path.Combine(path, AdapterConfig.FileName)))
        {
            throw DiagnosticTable.AdapterConfigMissing.Exception(path);
        }

        var config = AdapterConfigReader.Read(files, ShardPath.Resolve(path, AdapterConfig.FileName));
        var (format, name) = FindWeights(path, allowPickle);
        var resolved = ShardPath.Resolve(path, name);
        using var file = files.OpenRead(resolved);
        var weights = new ModelShard(name, resolved, file.Identity);
        var tensors = format.Read(file).ToImmutableSortedDictionary(
            entry => entry.Name, entry => new StoredTensor(entry, weights), StringComparer.Ordinal);
        return tensors.IsEmpty
            ? throw DiagnosticTable.AdapterEmpty.Exception(resolved)
            : new AdapterDirectory(path, config, weights, tensors);
    }

    private static (WeightFormat Format, string Name) FindWeights(string path, bool allowPickle)
    {
        if (System.IO.Path.Exists(System.IO.Path.Combine(path, WeightsName)))
        {
            return (WeightFormat.Safetensors, WeightsName);
        }

        if (!System.IO.Path.Exists(System.IO.Path.Combine(path, PickleName)))
        {
            throw DiagnosticTable.AdapterWeightsMissing.Exception(path);
        }

        return allowPickle ? (WeightFormat.PyTorch, PickleName) : throw DiagnosticTable.AdapterPyTorchOnly.Exception(path, PickleName);
    }

    /// <summary>What the adapter does to each tensor of a base model that it changes. Every tensor of the adapter is used.</summary>
    /// <exception cref="MergeBuildException">The adapter does not fit the base (MB2088 to MB2098).</exception>
    public ImmutableDictionary<string, AdapterUpdate> UpdatesOf(ModelDirectory baseModel)
    {
        ArgumentNullException.ThrowIfNull(baseModel);
        return new AdapterBinding(this, baseModel).Bind();
    }
}
