using System.Collections.Immutable;
using System.Globalization;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Recipes;
using MergeBuild.Packaging.Locks;

namespace MergeBuild.Packaging.Hub;

/// <summary>Fetches what a merge reads of one model into the cache.</summary>
internal sealed class HubFetch : IDisposable
{
    private readonly HubReference _reference;
    private readonly HubOptions _options;
    private readonly HubClient _client;
    private readonly HubApi _api;
    private readonly HubCache _cache;

    public HubFetch(HubReference reference, HubOptions options)
    {
        (_reference, _options) = (reference, options);
        _client = new HubClient(options.Settings) { Silence = options.Silence };
        _api = new HubApi(_client, options.Retry);
        _cache = new HubCache(options.Settings.CacheDirectory, reference.Repository, options.Files);
    }

    /// <summary>Asks what the revision is now, and fetches that.</summary>
    public async Task<LockedParent> LatestAsync(CancellationToken cancellation)
    {
        var (commit, name) = await _api.ResolveAsync(_reference, cancellation).ConfigureAwait(false);
        var parent = await CommitAsync(commit, cancellation).ConfigureAwait(false);
        _cache.NoteCommit(_reference, commit);
        return name == _reference.Repository ? parent : parent with { MovedTo = name };
    }

    /// <summary>Fetches a commit.</summary>
    public async Task<LockedParent> CommitAsync(string commit, CancellationToken cancellation)
    {
        var listed = await _api.ListAsync(_reference, commit, cancellation).ConfigureAwait(false);
        var selection = ModelFileSelection.Of(listed);
        if (!selection.HasWeights)
        {
            var found = ModelFileSelection.UnreadableIn(listed) is { } name ? $"; it has '{name}'" : "";
            throw DiagnosticTable.HubNoWeights.Exception(_reference.Repository, commit, found);
        }

        var files = selection.Small.AddRange(selection.Weights);
        if (selection.Index is { } index)
        {
            await FetchAsync(commit, [index], cancellation).ConfigureAwait(false);
            files = files.Add(index).AddRange(ShardsOf(commit, listed));
        }

        await FetchAsync(commit, files, cancellation).ConfigureAwait(false);
        return new HubSnapshot(_reference, _options).Describe(commit, files.Select(file => file.Name));
    }

    public void Dispose() => _client.Dispose();

    private IEnumerable<HubFile> ShardsOf(string commit, ImmutableArray<HubFile> listed)
    {
        var files = listed.ToDictionary(file => file.Name, StringComparer.Ordinal);
        return ShardIndex.Read(_cache.Snapshot(commit), _options.Files).ShardNames.Select(name =>
            files.GetValueOrDefault(name) ?? throw DiagnosticTable.HubFileMissing.Exception(_reference.Repository, commit, name));
    }

    private async Task FetchAsync(string commit, ImmutableArray<HubFile> wanted, CancellationToken cancellation)
    {
        // A link that leads to another content is that of a file that was exchanged; it is made anew.
        var missing = wanted.Where(file => !IsThere(commit, file)).ToArray();
        Directory.CreateDirectory(_cache.Blobs);
        CheckSpace(missing);
        var progress = new FetchProgress(_options.Progress, $"Fetching {_reference.ShortName}", missing.Sum(file => file.Length));
        var download = new FileDownload(_client, _cache, _options, progress);

        // The largest first: the rest then fills the gaps at the end.
        await Parallel.ForEachAsync(
            missing.OrderByDescending(file => file.Length),
            new ParallelOptions { MaxDegreeOfParallelism = _options.ParallelFiles, CancellationToken = cancellation },
            async (file, stop) => await download.RunAsync(_reference, commit, file, stop).ConfigureAwait(false)).ConfigureAwait(false);
    }

    private bool IsThere(string commit, HubFile file) =>
        _cache.Find(commit, file.Name) is { } path && CachedContent.Has(path, file.Length) &&
        Path.GetFileName(RealPath.Of(path) ?? path) is var name && (name == file.ContentId || (name == file.Name && OperatingSystem.IsWindows()));

    private void CheckSpace(HubFile[] missing)
    {
        var needed = missing.Sum(file => file.Length - LengthOf(Path.Combine(_cache.Blobs, file.ContentId), file.Length));
        var free = needed > 0 ? _options.FreeSpace(_cache.Blobs) : 0;
        if (needed > free)
        {
            throw DiagnosticTable.HubDiskSpace.Exception(
                _options.Settings.CacheDirectory, free.ToString("N0", CultureInfo.InvariantCulture), needed.ToString("N0", CultureInfo.InvariantCulture));
        }
    }

    private static long LengthOf(string blob, long whole) =>
        CachedContent.Has(blob, whole) ? whole
        : new FileInfo(blob + ".incomplete") is { Exists: true } partial ? Math.Min(partial.Length, whole) : 0;
}
