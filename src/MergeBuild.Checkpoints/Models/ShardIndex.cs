using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Diagnostics;

namespace MergeBuild.Checkpoints.Models;

/// <summary>Which shard holds which tensor: <c>model.safetensors.index.json</c>.</summary>
public sealed class ShardIndex
{
    /// <summary>The file's name in a model directory.</summary>
    public const string FileName = "model.safetensors.index.json";

    private readonly string _path;
    private readonly long? _totalSize;

    private ShardIndex(string path, ImmutableSortedDictionary<string, string> weightMap, long? totalSize)
    {
        _path = path;
        WeightMap = weightMap;
        _totalSize = totalSize;
    }

    /// <summary>Tensor name to file name.</summary>
    public ImmutableSortedDictionary<string, string> WeightMap { get; }

    /// <summary>The distinct file names, in order.</summary>
    public IEnumerable<string> ShardNames => WeightMap.Values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    /// <summary>Reads the index of a directory and checks that its names stay in that directory.</summary>
    public static ShardIndex Read(string directory, IFileSystem files) => Read(directory, files, WeightFormat.Safetensors);

    internal static ShardIndex Read(string directory, IFileSystem files, WeightFormat format)
    {
        var path = ShardPath.Resolve(directory, format.IndexName);
        var json = JsonFile.ReadObject(files, path, DiagnosticTable.ShardIndexInvalid);
        if (json["weight_map"] is not JsonObject { Count: > 0 } map)
        {
            throw DiagnosticTable.ShardIndexInvalid.Exception(path, "it has no weight_map with entries.");
        }

        var weightMap = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (tensor, node) in map)
        {
            if (node is not JsonValue value || !value.TryGetValue(out string? name))
            {
                throw DiagnosticTable.ShardIndexInvalid.Exception(path, $"the file of tensor '{tensor}' is not a string.");
            }

            weightMap.Add(tensor, ShardPath.IsPlainName(name, format.Extension)
                ? name
                : throw DiagnosticTable.ShardNameInvalid.Exception(path, name, format.Extension));
        }

        return new ShardIndex(path, weightMap.ToImmutable(), TotalSize(json, path));
    }

    /// <summary>The bytes of an index over the given tensors; the same tensors give the same bytes.</summary>
    public static byte[] Write(IReadOnlyDictionary<string, string> weightMap, long totalSize)
    {
        ArgumentNullException.ThrowIfNull(weightMap);
        var map = new JsonObject();
        foreach (var (tensor, file) in weightMap.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            map[tensor] = file;
        }

        return CanonicalJson.Write(new JsonObject { ["metadata"] = new JsonObject { ["total_size"] = totalSize }, ["weight_map"] = map });
    }

    /// <summary>Checks the index against what the shards really hold.</summary>
    internal void CheckComplete(IReadOnlyDictionary<string, StoredTensor> tensors)
    {
        foreach (var (tensor, file) in WeightMap)
        {
            if (!tensors.ContainsKey(tensor))
            {
                throw DiagnosticTable.ShardTensorMissing.Exception(_path, tensor, file);
            }
        }

        // Two names of one storage, which only PyTorch files can have, are counted once by some writers and twice by others.
        var total = tensors.Values.Sum(tensor => tensor.Entry.ByteLength);
        var once = tensors.Values.DistinctBy(tensor => (tensor.Shard, tensor.Entry.Offset, tensor.Entry.ByteLength)).Sum(tensor => tensor.Entry.ByteLength);
        if (_totalSize is { } stated && stated != total && stated != once)
        {
            throw DiagnosticTable.ShardTotalSize.Exception(_path, stated, total);
        }
    }

    private static long? TotalSize(JsonObject json, string path)
    {
        if (json["metadata"] is not { } metadata)
        {
            return null;
        }

        return (metadata as JsonObject ?? throw DiagnosticTable.ShardIndexInvalid.Exception(path, "its metadata is not an object."))["total_size"] switch
        {
            null => null,
            JsonValue value when value.TryGetValue(out long whole) => whole,

            // Some writers state the size as a floating-point number.
            JsonValue value when value.TryGetValue(out double number) && number is >= 0 and < 9e18 => (long)number,
            _ => throw DiagnosticTable.ShardIndexInvalid.Exception(path, "its total_size is not a number of bytes."),
        };
    }
}
