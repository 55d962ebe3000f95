using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Hashing;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Diagnostics;

namespace MergeBuild.Evaluation.Results;

/// <summary>
/// BLAKE3 of files. Digests of earlier runs are kept in a directory, each with the length and the time of the last write of
/// its file: a file that still has both is not hashed again.
/// </summary>
public sealed class FileDigests
{
    private const string FileName = "file-digests.json";

    // A write within the resolution of a file system's clock may leave the time as it was.
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(2);

    private readonly IFileSystem _files;
    private readonly string? _directory;
    private readonly int _threads;
    private readonly SortedDictionary<string, (FileStamp Stamp, string Digest)> _known = new(StringComparer.Ordinal);
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
        var stamp = FileStamp.Of(full);
        if (stamp is not null && _known.TryGetValue(full, out var known) && known.Stamp == stamp)
        {
            return known.Digest;
        }

        using var file = _files.OpenRead(full);
        var digest = Blake3File.Digest(file, _threads, cancellation).ToString();
        if (stamp is { } settled && stamp == FileStamp.Of(full) && new DateTime(settled.LastWrite, DateTimeKind.Utc) + Settled < DateTime.UtcNow)
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

        using var publication = new Publication(_files, _directory);
        publication.Write(FileName, CanonicalJson.Write(new JsonObject(_known.Select(file => KeyValuePair.Create(file.Key, (JsonNode?)new JsonObject
        {
            ["length"] = file.Value.Stamp.Length, ["lastWrite"] = file.Value.Stamp.LastWrite, ["blake3"] = file.Value.Digest,
        })))));
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
            foreach (var (file, node) in JsonFile.ReadObject(_files, path, DiagnosticTable.ResultInvalid))
            {
                if (node is JsonObject entry && entry["length"] is JsonValue length && length.TryGetValue(out long bytes) &&
                    entry["lastWrite"] is JsonValue write && write.TryGetValue(out long ticks) &&
                    entry["blake3"] is JsonValue value && value.TryGetValue(out string? digest) && digest.Length == 2 * Blake3Digest.Length)
                {
                    _known[file] = (new FileStamp(bytes, ticks), digest);
                }
            }
        }
        catch (MergeBuildException)
        {
            // A hint that is lost costs a pass over the files, no more.
            _known.Clear();
        }
    }
}
