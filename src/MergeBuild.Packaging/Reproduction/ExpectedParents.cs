using System.Collections.Immutable;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Hashing;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Output;
using MergeBuild.Packaging.Verification;

namespace MergeBuild.Packaging.Reproduction;

/// <summary>The parents that a merge has to be made from, in the order of its recipe.</summary>
internal sealed class ExpectedParents(ImmutableArray<ManifestParent> stated)
{
    /// <summary>Compares the parents of a merge, which has hashed them by then; nothing is published before.</summary>
    /// <exception cref="MergeBuildException">A parent is another one (MB5331).</exception>
    public void Check(PreparedBuild build)
    {
        var problems = new DiagnosticBag();
        foreach (var (index, parent) in stated.Index())
        {
            var (model, adapter) = WantedFiles.Of(parent);
            var recipe = build.Plan.Recipe.Models[index];
            Report(model, recipe.Path, Listed(build.Parents.Of(build.Plan.Parents[index])), problems);
            if (adapter is not null && build.Plan.Adapters[index] is { } applied)
            {
                Report(adapter, applied.Directory.Path, Listed(build.Parents.Of(applied.Directory)), problems);
            }
        }

        problems.ThrowIfErrors();
    }

    /// <summary>Compares folders that no merge could be made from: another parent is the likely reason, and the better message.</summary>
    /// <exception cref="MergeBuildException">A parent is another one (MB5331).</exception>
    public void Check(ImmutableArray<FoundParent> found, IFileSystem files, int threads, CancellationToken cancellation)
    {
        var problems = new DiagnosticBag();
        foreach (var (parent, place) in stated.Zip(found))
        {
            var (model, adapter) = WantedFiles.Of(parent);
            var names = parent.Files.Select(file => file.Name).Union(CompanionFiles.In(place.Directory), StringComparer.Ordinal);
            Report(model, place.Directory, names.Select(name => Hash(place.Directory, name, files, threads, cancellation)), problems);
            if (adapter is not null)
            {
                Report(adapter, place.AdapterDirectory!, adapter.Files.Select(file => Hash(place.AdapterDirectory!, file.Name, files, threads, cancellation)), problems);
            }
        }

        problems.ThrowIfErrors();
    }

    private static IEnumerable<ListedFile> Listed(IEnumerable<SnapshotFile> files) => files.Select(file => new ListedFile(file.Name, file.Length, file.Digest));

    private static ListedFile Hash(string directory, string name, IFileSystem files, int threads, CancellationToken cancellation)
    {
        using var file = files.OpenRead(ShardPath.Resolve(directory, name));
        return new ListedFile(name, file.Length, Blake3File.Digest(file, threads, cancellation));
    }

    private static void Report(WantedFiles wanted, string directory, IEnumerable<ListedFile> found, DiagnosticBag problems)
    {
        if (wanted.DifferenceTo(found) is { } difference)
        {
            problems.Report(DiagnosticTable.ParentDiffers.With(wanted.Subject, directory, difference));
        }
    }
}
