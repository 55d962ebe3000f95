using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Checkpoints.Hashing;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Diagnostics;

namespace MergeBuild.Packaging.Verification;

/// <summary>
/// The part of a manifest that can be verified: files and tensors with their digests. Read strictly, because a manifest
/// that is misread verifies nothing; members that this version does not know are left alone.
/// </summary>
internal sealed record ManifestListing(ImmutableArray<ListedFile> Files, ImmutableArray<ListedTensor> Tensors)
{
    /// <summary>Reads the manifest of a directory.</summary>
    /// <exception cref="MergeBuildException">There is none (MB5040), or it is not valid (MB5041).</exception>
    public static ManifestListing Read(string directory, IFileSystem files)
    {
        if (ShardPath.Find(directory, MergeManifest.FileName) is not { } path)
        {
            throw DiagnosticTable.ManifestMissing.Exception(directory, MergeManifest.FileName);
        }

        return Parse(new JsonFields(
            JsonFile.ReadObject(files, path, DiagnosticTable.ManifestInvalid), path, "the manifest", DiagnosticTable.ManifestInvalid));
    }

    /// <summary>Reads a manifest.</summary>
    /// <exception cref="MergeBuildException">It is not valid (MB5041).</exception>
    public static ManifestListing Parse(JsonFields json)
    {
        if (json.WholeNumber("schemaVersion") is var version and not MergeManifest.SchemaVersion)
        {
            throw json.Invalid($"its schemaVersion is {version}; this version of MergeBuild reads {MergeManifest.SchemaVersion}.");
        }

        var listed = json.Objects("files").Select(ListedFile.Parse).ToImmutableArray();
        var names = listed.Select(file => file.Name).ToHashSet(StringComparer.Ordinal);
        var tensors = json.Objects("tensors").Select(item => ReadTensor(item, names)).ToImmutableArray();
        CheckDistinct(json, listed.Select(file => file.Name), "file");
        CheckDistinct(json, tensors.Select(tensor => tensor.Description.Name), "tensor");
        return new ManifestListing(listed, tensors);
    }

    private static ListedTensor ReadTensor(JsonFields item, HashSet<string> files)
    {
        var (name, file, dtype) = (item.Text("name"), item.Text("file"), item.Text("dtype"));
        if (!files.Contains(file))
        {
            throw item.Invalid($"tensor '{name}' is in '{file}', which is not among the files.");
        }

        return DTypes.TryParse(dtype, out var known)
            ? new ListedTensor(new TensorDescription(name, known, item.WholeNumbers("shape")), file, item.Digest("blake3"))
            : throw item.Invalid($"tensor '{name}' has the unknown dtype '{dtype}'.");
    }

    private static void CheckDistinct(JsonFields json, IEnumerable<string> names, string kind)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        if (names.FirstOrDefault(name => !seen.Add(name)) is { } twice)
        {
            throw json.Invalid($"{kind} '{twice}' is listed twice.");
        }
    }
}
