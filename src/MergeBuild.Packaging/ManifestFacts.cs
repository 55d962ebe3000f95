using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Diagnostics;

namespace MergeBuild.Packaging;

/// <summary>What documents about a model take from its manifest.</summary>
internal sealed record ManifestFacts
{
    public required string ToolVersion { get; init; }

    public required string Method { get; init; }

    public required JsonObject Recipe { get; init; }

    /// <summary>The parents of the last stage: name, role, and files with length and BLAKE3.</summary>
    public required ImmutableArray<ManifestParent> Parents { get; init; }

    public required ImmutableArray<string> Files { get; init; }

    public required int MergedTensors { get; init; }

    public required int CopiedTensors { get; init; }

    public required int DroppedTensors { get; init; }

    public required long ParameterCount { get; init; }

    /// <summary>SHA-256 of the manifest itself.</summary>
    public required string Digest { get; init; }

    public required JsonObject Config { get; init; }

    /// <summary>The class that the configuration names, such as <c>LlamaForCausalLM</c>.</summary>
    public string? Architecture => Config["architectures"] is JsonArray { Count: > 0 } names && names[0] is JsonValue name && name.TryGetValue(out string? text) ? text : null;

    /// <summary>The type that the configuration names, such as <c>llama</c>.</summary>
    public string? ModelType => Config["model_type"] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    /// <summary>Whether the model continues text.</summary>
    public bool GeneratesText => Architecture?.EndsWith("ForCausalLM", StringComparison.Ordinal) == true;

    /// <summary>Reads the manifest of a model directory.</summary>
    /// <exception cref="MergeBuildException">It is missing (MB5040) or not valid (MB5041).</exception>
    public static ManifestFacts Read(string directory, IFileSystem files)
    {
        var (json, bytes) = Open(directory, files);
        var tensors = json.Objects("tensors").ToArray();
        return new ManifestFacts
        {
            ToolVersion = json.Text("mergebuild"),
            Method = json.Object("recipe").Text("method"),
            Recipe = json.Object("recipe").Json,
            Parents = ReadParents(json),
            Files = [.. json.Objects("files").Select(file => file.Text("name"))],
            MergedTensors = tensors.Count(tensor => tensor.Text("operation") == "merge"),
            CopiedTensors = tensors.Count(tensor => tensor.Text("operation") == "copy"),
            DroppedTensors = json.Objects("dropped").Count(),
            ParameterCount = tensors.Aggregate(0L, (sum, tensor) => long.CreateSaturating((Int128)sum + tensor.WholeNumbers("shape").Aggregate(1L, (product, dimension) => long.CreateSaturating((Int128)product * dimension)))),
            Digest = ContentDigest.Sha256(bytes),
            Config = ShardPath.Find(directory, ModelConfig.FileName) is { } config ? JsonFile.ReadObject(files, config, DiagnosticTable.ConfigInvalid) : [],
        };
    }

    /// <summary>The parents of a model directory's manifest.</summary>
    /// <exception cref="MergeBuildException">It is missing (MB5040) or not valid (MB5041).</exception>
    public static ImmutableArray<ManifestParent> ReadParents(string directory, IFileSystem files) => ReadParents(Open(directory, files).Json);

    private static ImmutableArray<ManifestParent> ReadParents(JsonFields json) => [.. json.Objects("parents").Select(ManifestParent.Parse)];

    private static (JsonFields Json, byte[] Bytes) Open(string directory, IFileSystem files)
    {
        if (ShardPath.Find(directory, MergeManifest.FileName) is not { } path)
        {
            throw DiagnosticTable.ManifestMissing.Exception(directory, MergeManifest.FileName);
        }

        var bytes = files.ReadAllBytes(path);
        return (new JsonFields(JsonFile.ParseObject(bytes, path, DiagnosticTable.ManifestInvalid), path, "the manifest", DiagnosticTable.ManifestInvalid), bytes);
    }
}
