using System.Collections.Immutable;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Output;
using MergeBuild.Merging.Planning;
using MergeBuild.Merging.Recipes;

namespace MergeBuild.Packaging;

/// <summary>From a recipe to a published model directory.</summary>
public static class ModelBuild
{
    /// <summary>Plans, merges, hashes and publishes.</summary>
    /// <exception cref="MergeBuildException">What is wrong with the recipe, the parents or the disk.</exception>
    /// <exception cref="OperationCanceledException">The build was cancelled; nothing was published.</exception>
    public static ModelBuildResult Run(
        Recipe recipe, ModelBuildOptions options, IProgress<MergeProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var build = Prepare(recipe, options, progress, cancellation);
        return Run(build, options, progress, cancellation);
    }

    /// <summary>Plans, and reads all of the parents that says whether a model is up to date.</summary>
    internal static PreparedBuild Prepare(
        Recipe recipe, ModelBuildOptions options, IProgress<MergeProgress>? progress, CancellationToken cancellation)
    {
        var plan = MergePlanner.Plan(recipe, options.Files);
        CheckOutput(plan, options);
        var layout = new ShardedLayout(plan.Tensors.Select(tensor => tensor.Result), options.ShardSize);
        var companions = CompanionFiles.For(plan, options.Files).ToImmutableArray();
        return new PreparedBuild(
            plan, layout, layout.Index is { } index ? companions.Add((ShardIndex.FileName, index)) : companions,
            ParentDigests.Compute(plan, options, progress, cancellation));
    }

    internal static ModelBuildResult Run(
        PreparedBuild build, ModelBuildOptions options, IProgress<MergeProgress>? progress, CancellationToken cancellation)
    {
        Publication.CollectLeftovers(options.Files, options.OutputDirectory);
        using var publication = new Publication(options.Files, options.OutputDirectory);
        var snapshot = Merge(build.Plan, build.Layout, publication, options, progress, cancellation);
        build.Parents.CheckUnchanged();
        foreach (var (name, content) in build.Companions)
        {
            publication.Write(name, content);
        }

        var manifest = build.Manifest(snapshot);
        cancellation.ThrowIfCancellationRequested();
        Publish(publication, [.. build.FileNames], manifest, options);
        return build.Result;
    }

    private static void CheckOutput(MergePlan plan, ModelBuildOptions options)
    {
        var output = Place(options.OutputDirectory);
        foreach (var model in plan.Recipe.Models)
        {
            if (Place(model.Path) == output || (model.Adapter is { } adapter && Place(adapter.Path) == output))
            {
                throw DiagnosticTable.OutputIsParent.ExceptionAt(model.Location, options.OutputDirectory, model.Name);
            }
        }
    }

    // Through links: the output may be another name of the parent's folder.
    private static string Place(string directory) => RealPath.Of(Path.TrimEndingDirectorySeparator(directory)) ?? Path.GetFullPath(directory);

    private static ModelSnapshot Merge(
        MergePlan plan, ShardedLayout layout, Publication publication, ModelBuildOptions options,
        IProgress<MergeProgress>? progress, CancellationToken cancellation)
    {
        using var writer = new ShardWriter(layout, publication);
        var engineOptions = new MergeEngineOptions { Threads = options.Threads, Files = options.Files };
        MergeEngine.Run(plan, writer, engineOptions, progress, cancellation);
        var snapshot = writer.Snapshot(options.Threads, progress, cancellation);
        writer.Sync();
        return snapshot;
    }

    // The manifest comes last: whoever sees the new one sees the files that it lists, and no file of an older merge.
    private static void Publish(Publication publication, string[] names, byte[] manifest, ModelBuildOptions options)
    {
        publication.Commit();
        var stale = PublishedFiles.In(options.OutputDirectory).Except(names, StringComparer.Ordinal).ToArray();
        foreach (var name in stale)
        {
            options.Files.Delete(Path.Combine(options.OutputDirectory, name));
        }

        if (stale.Length > 0)
        {
            options.Files.SyncDirectory(options.OutputDirectory);
        }

        publication.Write(MergeManifest.FileName, manifest);
        publication.Commit();
    }
}
