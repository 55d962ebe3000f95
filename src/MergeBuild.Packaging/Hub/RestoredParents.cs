using System.Collections.Immutable;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Recipes;
using MergeBuild.Packaging.Locks;

namespace MergeBuild.Packaging.Hub;

/// <summary>The parents of the Hub that are pinned and in the cache, for a merge to read; nothing here asks the network.</summary>
/// <param name="Lock">What is pinned.</param>
/// <param name="Options">Where the cache is.</param>
/// <param name="Warnings">What the restore warned of.</param>
public sealed record RestoredParents(MergeLock Lock, HubOptions Options, ImmutableArray<Diagnostic> Warnings)
{
    /// <summary>The parents with their folders, in the order of the request.</summary>
    public IEnumerable<RestoredParent> Parents =>
        Lock.Parents.Select(parent => new RestoredParent(parent, new HubSnapshot(parent.Reference, Options).Directory(parent.Resolved)));

    /// <summary>What a restore left.</summary>
    /// <exception cref="MergeBuildException">The lock file cannot be read (MB5120).</exception>
    public static RestoredParents Open(string lockFile, HubOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new RestoredParents(MergeLockFile.Read(lockFile, options.Files), options, []);
    }

    /// <summary>Fills in the folders of models of the Hub.</summary>
    /// <exception cref="MergeBuildException">One of them was not restored (MB5115).</exception>
    public ImmutableArray<RecipeStage> Apply(ImmutableArray<RecipeStage> stages) => HubModels.Restore(stages, model =>
    {
        var (reference, location) = model;
        var snapshot = new HubSnapshot(reference, Options);
        return Lock.Find(reference) is not { } parent
                ? throw DiagnosticTable.HubParentNotRestored.ExceptionAt(location, reference.ToString(), "the lock file does not list it")
            : snapshot.FirstMissing(parent) is { } missing
                ? throw DiagnosticTable.HubParentNotRestored.ExceptionAt(location, reference.ToString(), $"'{missing}' is not in '{snapshot.Directory(parent.Resolved)}'")
            : (snapshot.Directory(parent.Resolved), parent.Resolved);
    });
}
