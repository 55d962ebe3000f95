using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Hashing;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Packaging;

namespace MergeBuild.Cli.Tests;

/// <summary>Writes the part of a manifest that can be verified, from what lies in a folder.</summary>
internal static class Manifests
{
    /// <summary>Describes a model directory; a manifest that is there already is none of its files.</summary>
    public static JsonObject Describe(string directory)
    {
        var files = Directory.EnumerateFiles(directory).Where(path => Path.GetFileName(path) != MergeManifest.FileName).Order(StringComparer.Ordinal).Select(path => new JsonObject
        {
            ["name"] = Path.GetFileName(path),
            ["length"] = new FileInfo(path).Length,
            ["blake3"] = Digest(File.ReadAllBytes(path)),
            ["member of a later version"] = true,
        });
        return new JsonObject
        {
            ["schemaVersion"] = MergeManifest.SchemaVersion,
            ["files"] = new JsonArray([.. files]),
            ["tensors"] = new JsonArray([.. ModelDirectory.Open(directory).Tensors.Values.OrderBy(tensor => tensor.Entry.Name, StringComparer.Ordinal).Select(Describe)]),
        };
    }

    /// <summary>Writes a manifest beside the files.</summary>
    public static void Write(string directory, JsonNode manifest) => File.WriteAllText(Path.Combine(directory, MergeManifest.FileName), manifest.ToJsonString());

    private static JsonObject Describe(StoredTensor tensor) => new()
    {
        ["name"] = tensor.Entry.Name,
        ["dtype"] = tensor.Entry.DType.ToString(),
        ["shape"] = new JsonArray([.. tensor.Entry.Shape.Select(dimension => (JsonNode)dimension)]),
        ["file"] = tensor.Shard.Name,
        ["blake3"] = Digest(File.ReadAllBytes(tensor.Shard.Path).AsSpan((int)tensor.Entry.Offset, (int)tensor.Entry.ByteLength)),
    };

    private static string Digest(ReadOnlySpan<byte> bytes) => Blake3.Hash(bytes).ToString();
}
