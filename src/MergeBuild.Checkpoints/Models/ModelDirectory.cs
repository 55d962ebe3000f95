using System.Collections.Immutable;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Diagnostics;

namespace MergeBuild.Checkpoints.Models;

/// <summary>
/// A Hugging Face model directory: configuration and the inventory of its tensors, from headers alone.
/// The format of single-file and sharded checkpoints is described at
/// https://huggingface.co/docs/transformers/big_models.
/// </summary>
public sealed class ModelDirectory
{
    /// <summary>The name of a checkpoint in one file.</summary>
    public const string SingleFileName = "model.safetensors";

    private ModelDirectory(string path, ImmutableArray<ModelShard> shards, ImmutableDictionary<string, StoredTensor> tensors, ModelConfig? config)
    {
        Path = path;
        Shards = shards;
        Tensors = tensors;
        Config = config;
    }

    /// <summary>The directory.</summary>
    public string Path { get; }

    /// <summary>The weight files, by name.</summary>
    public ImmutableArray<ModelShard> Shards { get; }

    /// <summary>All tensors, by name.</summary>
    public ImmutableDictionary<string, StoredTensor> Tensors { get; }

    /// <summary>The configuration, or null when the directory has none.</summary>
    public ModelConfig? Config { get; }

    /// <summary>The sum of all tensors' elements.</summary>
    public long ParameterCount => Tensors.Values.Sum(tensor => tensor.Entry.ElementCount);

    /// <summary>Reads the configuration and the headers of a directory.</summary>
    /// <param name="path">The directory.</param>
    /// <param name="files">Where to read from; the files of this machine unless given.</param>
    /// <param name="allowPickle">Whether weights that are there only as PyTorch files are read. Nothing in them is run.</param>
    /// <exception cref="MergeBuildException">The directory or one of its files is missing, unsafe or malformed (MB20xx, MB21xx).</exception>
    public static ModelDirectory Open(string path, IFileSystem? files = null, bool allowPickle = false)
    {
        files ??= PhysicalFileSystem.Instance;
        if (!Directory.Exists(path))
        {
            throw DiagnosticTable.ModelDirectoryNotFound.Exception(path, File.Exists(path) ? " as a directory; it is a file" : "");
        }

        var configPath = System.IO.Path.Combine(path, ModelConfig.FileName);
        var config = System.IO.Path.Exists(configPath)
            ? new ModelConfig(JsonFile.ReadObject(files, ShardPath.Resolve(path, ModelConfig.FileName), DiagnosticTable.ConfigInvalid))
            : null;
        var (format, name) = FindWeights(path, allowPickle);
        return name == format.IndexName
            ? OpenSharded(path, format, config, files)
            : OpenSingle(path, format, name, config, files);
    }

    /// <summary>Opens one of the shards for reading.</summary>
    public static IReadableFile OpenShard(ModelShard shard, IFileSystem files)
    {
        ArgumentNullException.ThrowIfNull(shard);
        ArgumentNullException.ThrowIfNull(files);
        var file = files.OpenRead(shard.Path);
        if (file.Identity != shard.Identity)
        {
            file.Dispose();
            throw DiagnosticTable.FileChanged.Exception(shard.Path);
        }

        return file;
    }

    private static (WeightFormat Format, string Name) FindWeights(string path, bool allowPickle)
    {
        var single = System.IO.Path.Exists(System.IO.Path.Combine(path, SingleFileName));
        var sharded = System.IO.Path.Exists(System.IO.Path.Combine(path, ShardIndex.FileName));
        if (single && sharded)
        {
            throw DiagnosticTable.AmbiguousWeights.Exception(path);
        }

        if (single || sharded)
        {
            return (WeightFormat.Safetensors, single ? SingleFileName : ShardIndex.FileName);
        }

        if (allowPickle && PyTorchWeights.Find(path) is { } name)
        {
            return (WeightFormat.PyTorch, name);
        }

        throw PyTorchWeights.FindAny(path) is { } pickle ? DiagnosticTable.PyTorchOnly.Exception(path, pickle) : DiagnosticTable.NoWeights.Exception(path);
    }

    private static ModelDirectory OpenSingle(string path, WeightFormat format, string name, ModelConfig? config, IFileSystem files)
    {
        var (shard, entries) = ReadShard(path, format, name, files);
        return new ModelDirectory(path, [shard], entries.ToImmutableDictionary(
            entry => entry.Name, entry => new StoredTensor(entry, shard), StringComparer.Ordinal), config);
    }

    private static ModelDirectory OpenSharded(string path, WeightFormat format, ModelConfig? config, IFileSystem files)
    {
        var index = ShardIndex.Read(path, files, format);
        var shards = ImmutableArray.CreateBuilder<ModelShard>();
        var tensors = ImmutableDictionary.CreateBuilder<string, StoredTensor>(StringComparer.Ordinal);
        foreach (var name in index.ShardNames)
        {
            var (shard, entries) = ReadShard(path, format, name, files);
            shards.Add(shard);
            foreach (var entry in entries)
            {
                if (!index.WeightMap.TryGetValue(entry.Name, out var listed) || listed != name)
                {
                    throw DiagnosticTable.ShardTensorUnlisted.Exception(shard.Path, entry.Name);
                }

                tensors.Add(entry.Name, new StoredTensor(entry, shard));
            }
        }

        index.CheckComplete(tensors);
        return new ModelDirectory(path, shards.ToImmutable(), tensors.ToImmutable(), config);
    }

    private static (ModelShard Shard, ImmutableArray<TensorEntry> Tensors) ReadShard(string path, WeightFormat format, string name, IFileSystem files)
    {
        var resolved = ShardPath.Resolve(path, name);
        using var file = files.OpenRead(resolved);
        return (new ModelShard(name, resolved, file.Identity), format.Read(file));
    }
}
