using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Engine;

namespace MergeBuild.Packaging.Provenance;

/// <summary>
/// SHA-256 of files, which standards want beside our own BLAKE3. Digests of files that look unchanged are taken from
/// the last build's list, because parents are large; the list is a hint, and a file that may still be changing is not in it.
/// </summary>
/// <param name="path">The file that keeps the digests between builds; null to keep none.</param>
/// <param name="files">The files to read.</param>
public sealed class Sha256Cache(string? path, IFileSystem files)
{
    private const string Heading = "sha256 list 2";
    private readonly ConcurrentDictionary<string, (FileIdentity Identity, string Digest)> _known = Read(path, files);
    private readonly ConcurrentDictionary<string, bool> _used = new(StringComparer.Ordinal);

    /// <summary>Bytes that were hashed, and not taken from the list.</summary>
    public long BytesHashed => Interlocked.Read(ref _bytesHashed);

    private long _bytesHashed;

    /// <summary>The digests of files, in lower-case hexadecimal digits and in their order; several files at a time are read.</summary>
    /// <exception cref="MergeBuildException">A file cannot be read.</exception>
    public ImmutableArray<string> Of(ImmutableArray<string> paths, CancellationToken cancellation = default)
    {
        var digests = new string[paths.Length];
        ParallelWork.For(paths.Length, Environment.ProcessorCount, index => digests[index] = Of(paths[index], cancellation), cancellation);
        return [.. digests];
    }

    /// <summary>The digest of a file, in lower-case hexadecimal digits.</summary>
    /// <exception cref="MergeBuildException">The file cannot be read.</exception>
    public string Of(string path, CancellationToken cancellation = default)
    {
        var full = Path.GetFullPath(path);
        using var file = files.OpenRead(full);
        _used[full] = true;
        var (start, identity) = (FileIdentity.Now, file.Identity);
        if (_known.TryGetValue(full, out var known) && known.Identity == identity)
        {
            return known.Digest;
        }

        var digest = ContentDigest.Sha256(file, 0, file.Length, count => Interlocked.Add(ref _bytesHashed, count), cancellation);
        if (identity.IsSettledAt(start) && file.Identity == identity && !full.AsSpan().ContainsAny('\t', '\n', '\r'))
        {
            _known[full] = (identity, digest);
        }

        return digest;
    }

    /// <summary>Keeps the digests that this build asked for.</summary>
    public void Save()
    {
        if (path is null)
        {
            return;
        }

        SealedLines.Write(path, _known.Where(entry => _used.ContainsKey(entry.Key))
            .OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => string.Create(CultureInfo.InvariantCulture,
                $"{entry.Value.Digest}\t{entry.Value.Identity.Length}\t{entry.Value.Identity.Modified}\t{entry.Value.Identity.Changed}\t{entry.Value.Identity.Inode}\t{entry.Key}"))
            .Prepend(Heading), files);
    }

    // Without the list everything is hashed again, which is only slower; with a wrong digest in it, the provenance would be wrong.
    private static ConcurrentDictionary<string, (FileIdentity Identity, string Digest)> Read(string? path, IFileSystem files)
    {
        var known = new ConcurrentDictionary<string, (FileIdentity, string)>(StringComparer.Ordinal);
        try
        {
            if (path is not null && SealedLines.Read(path, files) is [Heading, .. var lines])
            {
                foreach (var fields in lines.Select(line => line.Split('\t')))
                {
                    known[fields[5]] = (new FileIdentity(Number(fields[1]), Number(fields[2]), Number(fields[3]), ulong.Parse(fields[4], CultureInfo.InvariantCulture)), fields[0]);
                }
            }
        }
        catch (Exception exception) when (exception is FormatException or OverflowException or IndexOutOfRangeException)
        {
            known.Clear();
        }

        return known;
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
