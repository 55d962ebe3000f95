namespace MergeBuild.Merging.Store;

/// <summary>
/// Deletes what no build has used for a while. Safe beside running builds: what one has open it can read to the end, and
/// what one has just written or used is younger than any grace period.
/// </summary>
public static class StoreCollection
{
    // No build takes longer for a single object; what is older is of a build that was killed.
    private static readonly TimeSpan LongestWrite = TimeSpan.FromDays(1);

    /// <summary>Collects a store.</summary>
    /// <param name="directory">The store.</param>
    /// <param name="grace">Files that were used within this time stay.</param>
    /// <param name="largestSize">Files stay, the last used first, up to this many bytes together; unused ones beyond the grace period only.</param>
    /// <param name="cancellation">Looked at before each file.</param>
    /// <returns>How many files were deleted and their bytes, and how many stayed and theirs.</returns>
    public static CollectionResult Run(string directory, TimeSpan grace, long largestSize, CancellationToken cancellation)
    {
        var oldest = DateTime.UtcNow - grace;
        var oldestTemporary = DateTime.UtcNow - (grace > LongestWrite ? grace : LongestWrite);
        var result = new CollectionResult(0, 0, 0, 0);
        foreach (var file in Files(directory).OrderByDescending(file => file.LastUse).ThenBy(file => file.Path, StringComparer.Ordinal))
        {
            cancellation.ThrowIfCancellationRequested();
            var isTemporary = Path.GetExtension(file.Path) == StorePaths.TemporaryExtension;
            var stays = file.LastUse >= (isTemporary ? oldestTemporary : oldest) || (!isTemporary && result.BytesKept + file.Length <= largestSize);
            result = stays || !TryDelete(file.Path) ? result.WithKept(file.Length) : result.WithDeleted(file.Length);
        }

        return result;
    }

    private static IEnumerable<(string Path, DateTime LastUse, long Length)> Files(string directory)
    {
        foreach (var file in StorePaths.Folders(directory).Where(Directory.Exists)
            .SelectMany(folder => new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories)))
        {
            // Another collection may be at work.
            if (file.Exists)
            {
                yield return (file.FullName, file.LastWriteTimeUtc, file.Length);
            }
        }
    }

    private static bool TryDelete(string path)
    {
        try
        {
            File.Delete(path);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
