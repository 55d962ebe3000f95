using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Diagnostics;
using MergeBuild.Packaging.Verification;

namespace MergeBuild.Packaging.Packages;

/// <summary>
/// <c>merge.weights.json</c> at the top of a package: the weights that are outside of it, and where. Their lengths and digests
/// are in the manifest, as those of all files: <c>{"schemaVersion": 1, "source": "...", "files": ["model.safetensors"]}</c>.
/// </summary>
/// <param name="Source">A folder, or a model of the Hub.</param>
/// <param name="Files">The names of the files.</param>
public sealed record OutsideWeights(string Source, ImmutableArray<string> Files)
{
    /// <summary>The file's name.</summary>
    public const string FileName = "merge.weights.json";

    /// <summary>The usual limit: what public feeds take, less the rest of a package.</summary>
    public const long UsualLimit = 200_000_000;

    private const int SchemaVersion = 1;

    /// <summary>Decides which weights of a model stay outside of its package.</summary>
    /// <param name="directory">The model directory.</param>
    /// <param name="choice">What the project says.</param>
    /// <param name="limit">With <see cref="PackWeights.Auto"/>, bytes of weights beyond which all of them stay outside.</param>
    /// <param name="source">Where they can be had; null where the project does not say.</param>
    /// <param name="folder">Where a relative source starts from.</param>
    /// <param name="files">The file system.</param>
    /// <returns>Null where all are inside.</returns>
    /// <exception cref="MergeBuildException">They stay outside, and there is no source (MB5319), or it is none (MB5320).</exception>
    public static OutsideWeights? Of(string directory, PackWeights choice, long limit, string? source, string folder, IFileSystem? files = null)
    {
        var weights = ManifestListing.Read(directory, files ?? PhysicalFileSystem.Instance).Files.Where(file => IsWeights(file.Name)).ToArray();
        var length = weights.Sum(file => file.Length);
        if (choice == PackWeights.Always || weights.Length == 0 || (choice == PackWeights.Auto && length <= limit))
        {
            return null;
        }

        return string.IsNullOrWhiteSpace(source)
            ? throw DiagnosticTable.WeightsSourceMissing.Exception(length)
            : new OutsideWeights(WeightsPlace.Parse(source.Trim(), folder).ToString(), [.. weights.Select(file => file.Name)]);
    }

    /// <summary>Reads the list of a package; null where all weights are inside.</summary>
    /// <param name="root">The folder that the package was unpacked to.</param>
    /// <param name="files">The file system.</param>
    /// <exception cref="MergeBuildException">It is not valid (MB5323).</exception>
    public static OutsideWeights? Read(string root, IFileSystem files)
    {
        if (ShardPath.Find(root, FileName) is not { } path)
        {
            return null;
        }

        var json = new JsonFields(JsonFile.ReadObject(files, path, DiagnosticTable.WeightsListInvalid), path, "the list", DiagnosticTable.WeightsListInvalid);
        return json.WholeNumber("schemaVersion") == SchemaVersion
            ? new OutsideWeights(json.Text("source"), json.TextArray("files"))
            : throw json.Invalid($"its schemaVersion is not {SchemaVersion}.");
    }

    /// <summary>The bytes of the list; equal lists have equal bytes.</summary>
    public byte[] Bytes() => CanonicalJson.Write(new JsonObject
    {
        ["schemaVersion"] = SchemaVersion,
        ["source"] = Source,
        ["files"] = new JsonArray([.. Files.Order(StringComparer.Ordinal).Select(name => (JsonNode)name)]),
    });

    /// <summary>Whether a file of a model directory holds weights.</summary>
    public static bool IsWeights(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.EndsWith(".safetensors", StringComparison.Ordinal);
    }
}
