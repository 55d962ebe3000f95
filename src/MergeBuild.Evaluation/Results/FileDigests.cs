using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Hashing;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Diagnostics;

namespace MergeBuild.Evaluation.Results;

/// <summary>
/// BLAKE3 of files. Digests of earlier runs are kept in a directory, each with the identity of its file: a file that
/// still has it is not hashed again.
/// </summary>
public sealed class FileDigests
{
    private const string FileName = "file-digests.json";

    private readonly IFileSystem _files;
    private readonly string? _directory;
    private readonly int _threads;
    private readonly SortedDictionary<string, (FileIdentity Identity, string Digest)> _known = new(StringComparer.Ordinal);
    private bool _changed;

    /// <summary>Creates the digests.</summary>
    /// <param name="directory">Where earlier digests are kept; null keeps none.</param>
    /// <param name="files">Where files are read.</param>
    /// <param name="threads">How many threads hash a file.</param>
    public FileDigests(string? directory, IFileSystem? files = null, int threads = 0)
    {
        _files = files ?? PhysicalFileSystem.Instance;
        _directory = directory;
        _threads = threads > 0 ? threads : Environment.ProcessorCount;
        Load();
    }

    /// <summary>The digest of a file, in hexadecimal digits.</summary>
    public string DigestOf(string path, CancellationToken cancellation = default)
    {
        var full = Path.GetFullPath(path);
        var identity = FileIdentity.Of(full);
        if (identity is not null && _known.TryGetValue(full, out var known) && known.Identity == identity)
        {
            return known.Digest;
        }

        using var file = _files.OpenRead(full);
        var digest = Blake3File.Digest(file, _threads, cancellation).ToString();
        if (identity is { } settled && identity == FileIdentity.Of(full) && settled.IsSettledAt(FileIdentity.Now))
        {
            _known[full] = (settled, digest);
            _changed = true;
        }

        return digest;
    }

    /// <summary>Keeps the digests for the next run.</summary>
    public void Save()
    {
        if (_directory is null || !_changed)
        {
            return;
        }

        var files = new JsonObject(_known.Select(file => KeyValuePair.Create(file.Key, (JsonNode?)new JsonObject
        {
            ["length"] = file.Value.Identity.Length,
            ["modified"] = file.Value.Identity.Modified,
            ["changed"] = file.Value.Identity.Changed,
            ["inode"] = file.Value.Identity.Inode,
            ["blake3"] = file.Value.Digest,
        })));
        using var publication = new Publication(_files, _directory);
        publication.Write(FileName, CanonicalJson.Write(new JsonObject { ["seal"] = Seal(files), ["files"] = files }));
        publication.Commit();
        _changed = false;
    }

    private void Load()
    {
        var path = _directory is null ? null : Path.Combine(_directory, FileName);
        if (!File.Exists(path))
        {
            return;
        }

        try
        {
            var json = JsonFile.ReadObject(_files, path, DiagnosticTable.ResultInvalid);
            if (json["files"] is not JsonObject files || json["seal"] is not JsonValue seal || !seal.TryGetValue(out string? promised) || promised != Seal(files))
            {
                return;
            }

            foreach (var (file, node) in files)
            {
                if (node is JsonObject entry && Number(entry["length"]) is { } length && Number(entry["modified"]) is { } modified &&
                    Number(entry["changed"]) is { } changed && entry["inode"] is JsonValue inode && inode.TryGetValue(out ulong number) &&
                    entry["blake3"] is JsonValue value && value.TryGetValue(out string? digest) && digest.Length == 2 * Blake3Digest.Length)
                {
                    _known[file] = (new FileIdentity(length, modified, changed, number), digest);
                }
            }
        }
        catch (MergeBuildException)
        {
            // A hint that is lost costs a pass over the files, no more.
            _known.Clear();
        }
    }

    /// <summary>Whether the digest of a file is known from an earlier run.</summary>
    internal bool Knows(string path) => _known.ContainsKey(Path.GetFullPath(path));

    // A digest that is off by a bit is the digest of another model.
    internal static string Seal(JsonObject files) => Blake3.Hash(CanonicalJson.Write(files)).ToString();

    private static long? Number(JsonNode? node) => node is JsonValue value && value.TryGetValue(out long number) ? number : null;
}
