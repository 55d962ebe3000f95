using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Diagnostics;

namespace MergeBuild.Evaluation.Results;

/// <summary>
/// Digests of model directories, taken from <c>merge.manifest.json</c> where a build wrote one that lists exactly the files that
/// lie there, each with its length: a merge is not hashed again after it was hashed while it was written. For directories that
/// the caller knows nobody else writes to.
/// </summary>
public sealed class PublishedDigests(ModelDigests hashed, IFileSystem? files = null) : IModelDigests
{
    private const string ManifestName = "merge.manifest.json";

    private readonly IFileSystem _files = files ?? PhysicalFileSystem.Instance;

    /// <inheritdoc/>
    public string DigestOf(string directory, CancellationToken cancellation) =>
        Listed(directory) is { } listed ? ModelDigests.Combine(listed) : hashed.DigestOf(directory, cancellation);

    private ImmutableArray<(string Name, string Digest)>? Listed(string directory)
    {
        var path = Path.Combine(directory, ManifestName);
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            var listed = (JsonFile.ReadObject(_files, path, DiagnosticTable.ManifestInvalid)["files"] as JsonArray ?? [])
                .OfType<JsonObject>()
                .Select(file => (Name: (string)file["name"]!, Length: (long)file["length"]!, Digest: (string)file["blake3"]!))
                .Where(file => ModelDigests.Decides(file.Name))
                .ToImmutableArray();
            return ModelDigests.FilesIn(directory).Select(file => (Path.GetFileName(file), new FileInfo(file).Length))
                .ToHashSet().SetEquals(listed.Select(file => (file.Name, file.Length)))
                ? [.. listed.Select(file => (file.Name, file.Digest))]
                : null;
        }
        catch (Exception exception) when (exception is MergeBuildException or InvalidOperationException or FormatException or ArgumentNullException)
        {
            // A manifest of another version or program: the files themselves tell.
            return null;
        }
    }
}
