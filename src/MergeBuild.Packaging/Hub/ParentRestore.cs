using System.Collections.Immutable;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Recipes;
using MergeBuild.Packaging.Locks;

namespace MergeBuild.Packaging.Hub;

/// <summary>
/// Brings the parents of a project that live on the Hub into the cache, and pins them. What the lock file pins is taken;
/// for the rest the cache is asked first and the Hub only where the cache does not know.
/// </summary>
public static class ParentRestore
{
    /// <summary>Restores the parents of a project.</summary>
    /// <exception cref="MergeBuildException">What is wrong with a reference, the lock file, the cache, the network or the Hub (MB51xx).</exception>
    /// <exception cref="OperationCanceledException">The restore was cancelled; what was fetched is gone on with by the next.</exception>
    public static RestoredParents Run(RestoreRequest request, HubOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(options);
        var before = request.LockFile is { } path ? MergeLockFile.Read(path, options.Files) : MergeLock.Empty;
        CheckListed(request, before);
        var problems = new DiagnosticBag();
        var parents = ImmutableArray.CreateBuilder<LockedParent>();
        foreach (var (reference, location) in request.Models)
        {
            try
            {
                var parent = Restore(reference, before.Find(reference), request, options, cancellation);
                parents.Add(parent);
                if (parent.MovedTo is { } name)
                {
                    problems.Report(DiagnosticTable.HubMoved.At(location, reference.Repository, name));
                }
            }
            catch (MergeBuildException exception)
            {
                problems.Report(exception.At(location));
            }
        }

        problems.ThrowIfErrors();
        var after = before with { Parents = [.. parents] };
        Write(request, before, after, options);
        return new RestoredParents(after, options, problems.Diagnostics);
    }

    private static LockedParent Restore(
        HubReference reference, LockedParent? locked, RestoreRequest request, HubOptions options, CancellationToken cancellation)
    {
        var snapshot = new HubSnapshot(reference, options);
        if (locked is not null && !request.IsForced)
        {
            if (snapshot.FirstMissing(locked) is not { } missing)
            {
                var unlisted = snapshot.Unlisted(locked);
                return unlisted.IsEmpty ? locked : Agreeing(locked, snapshot.Describe(locked.Resolved, locked.Files.Select(file => file.Name).Concat(unlisted)));
            }

            CheckOnline(options, $"'{missing}' of {reference} is not in '{snapshot.Directory(locked.Resolved)}'");
            return Agreeing(locked, Fetch(reference, options, fetch => fetch.CommitAsync(locked.Resolved, cancellation)));
        }

        if (!request.IsForced && snapshot.Find(isWhole: !options.Settings.IsOffline) is { } known)
        {
            return known;
        }

        CheckOnline(options, request.IsForced ? $"what {reference} is now can only be asked of the Hub" : $"{reference} is not in '{options.Settings.CacheDirectory}'");
        return Fetch(reference, options, fetch => fetch.LatestAsync(cancellation));
    }

    private static LockedParent Fetch(HubReference reference, HubOptions options, Func<HubFetch, Task<LockedParent>> work)
    {
        try
        {
            using var fetch = new HubFetch(reference, options);
            return work(fetch).GetAwaiter().GetResult();
        }

        // Folders, links and locks are made by calls of the runtime; a cache that is not the user's fails there first.
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw DiagnosticTable.FileNotWritable.Exception(options.Settings.CacheDirectory, exception.Message);
        }
    }

    // What is pinned stays pinned, byte for byte; files that the pin did not know are added to it.
    private static LockedParent Agreeing(LockedParent locked, LockedParent fetched)
    {
        foreach (var file in locked.Files)
        {
            if (fetched.Files.FirstOrDefault(other => other.Name == file.Name) is not { } other)
            {
                throw DiagnosticTable.HubFileMissing.Exception(locked.Reference.Repository, locked.Resolved, file.Name);
            }

            if (other != file)
            {
                throw DiagnosticTable.LockContradicted.Exception(
                    file.Name, locked.Reference.Repository, locked.Resolved, $"its SHA-256 is {other.Sha256}, not {file.Sha256}");
            }
        }

        return fetched with { MovedTo = locked.MovedTo };
    }

    private static void CheckOnline(HubOptions options, string missing)
    {
        if (options.Settings.IsOffline)
        {
            throw DiagnosticTable.HubOffline.Exception(missing);
        }
    }

    // Before anything is fetched: in locked mode an entry too few or too many needs no look at the Hub.
    private static void CheckListed(RestoreRequest request, MergeLock before)
    {
        if (!request.IsLocked || request.LockFile is not { } path)
        {
            return;
        }

        foreach (var (reference, location) in request.Models)
        {
            if (before.Find(reference) is null)
            {
                throw DiagnosticTable.LockOutdated.ExceptionAt(location, path, $"it has no entry for {reference}");
            }
        }

        if (before.Parents.FirstOrDefault(parent => !request.Models.Any(model => model.Value == parent.Reference)) is { } left)
        {
            throw DiagnosticTable.LockOutdated.Exception(path, $"it lists {left.Reference}, which the project no longer has");
        }
    }

    private static void Write(RestoreRequest request, MergeLock before, MergeLock after, HubOptions options)
    {
        if (request.LockFile is not { } path || MergeLockFile.Bytes(before).AsSpan().SequenceEqual(MergeLockFile.Bytes(after)))
        {
            return;
        }

        if (request.IsLocked)
        {
            var difference = after.Parents.Select(parent => before.Find(parent.Reference)?.DifferenceTo(parent)).FirstOrDefault(text => text is not null);
            throw DiagnosticTable.LockOutdated.Exception(path, difference ?? "its entries are in another order");
        }

        MergeLockFile.Write(path, after, options.Files);
    }
}
