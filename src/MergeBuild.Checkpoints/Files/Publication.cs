using MergeBuild.Diagnostics;

namespace MergeBuild.Checkpoints.Files;

/// <summary>
/// Publishes the files of one directory so that each is at all times absent, old or complete. Every file is first
/// written under a temporary name in the same directory and synced; <see cref="Commit"/> then renames all of them in
/// the order in which they were added, and syncs the directory. The file that was added last vouches for the others: it
/// gets its name only when theirs are on the disk. Disposing without a commit deletes the temporary files. Several threads may
/// create files; one commits.
/// </summary>
public sealed class Publication(IFileSystem files, string directory) : IDisposable
{
    private const string TemporarySuffix = ".tmp";
    private const int IdentifierLength = 32;
    private readonly List<(string Temporary, string Final)> _pending = [];
    private readonly Lock _lock = new();

    /// <summary>The directory that is published to.</summary>
    public string Directory => directory;

    /// <summary>Opens a file for writing that will get <paramref name="name"/> on commit. The caller syncs and disposes it.</summary>
    public IWritableFile Create(string name, long length, bool reserve = true)
    {
        if (name != Path.GetFileName(name))
        {
            throw new ArgumentException($"'{name}' is not the plain name of a file.", nameof(name));
        }

        var temporary = Path.Combine(directory, $".{name}.{Guid.NewGuid():N}{TemporarySuffix}");

        // Shards are created by the threads that merge them: an entry that two of them lose would be an old file under a new manifest.
        lock (_lock)
        {
            _pending.Add((temporary, Path.Combine(directory, name)));
        }

        return files.Create(temporary, length, reserve);
    }

    /// <summary>Writes a small file whole.</summary>
    public void Write(string name, ReadOnlySpan<byte> content)
    {
        using var file = Create(name, content.Length);
        file.Write(content, 0);
        file.Sync();
    }

    /// <summary>Gives all files their names.</summary>
    public void Commit()
    {
        for (var i = 0; i < _pending.Count; i++)
        {
            if (i > 0 && i == _pending.Count - 1)
            {
                files.SyncDirectory(directory);
            }

            files.Replace(_pending[i].Temporary, _pending[i].Final);
        }

        if (_pending.Count > 0)
        {
            files.SyncDirectory(directory);
        }

        _pending.Clear();
    }

    /// <summary>Deletes temporary files that a killed build left in a directory.</summary>
    /// <param name="files">Where to delete.</param>
    /// <param name="directory">The directory; need not exist.</param>
    /// <param name="grace">How old they are at least; none where the caller holds the directory's lock.</param>
    public static void CollectLeftovers(IFileSystem files, string directory, TimeSpan grace = default)
    {
        ArgumentNullException.ThrowIfNull(files);
        if (System.IO.Directory.Exists(directory))
        {
            var newest = DateTime.UtcNow - grace;
            foreach (var leftover in System.IO.Directory.EnumerateFiles(directory).Where(IsTemporary))
            {
                if (grace == default || File.GetLastWriteTimeUtc(leftover) < newest)
                {
                    files.Delete(leftover);
                }
            }
        }
    }

    // ".name.identifier.tmp", as Create makes it; a user's own .tmp file is none of ours.
    private static bool IsTemporary(string path)
    {
        var parts = Path.GetFileName(path).Split('.');
        return parts.Length >= 4 && parts[0].Length == 0 && "." + parts[^1] == TemporarySuffix &&
            parts[^2].Length == IdentifierLength && parts[^2].All(char.IsAsciiHexDigitLower);
    }

    /// <summary>Deletes what has not been committed.</summary>
    public void Dispose()
    {
        foreach (var (temporary, _) in _pending)
        {
            try
            {
                files.Delete(temporary);
            }
            catch (MergeBuildException)
            {
                // The failure that ended the publication is the one to report; the next build collects the file.
            }
        }

        _pending.Clear();
    }
}
