using System.Collections.Immutable;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Budget;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Ledger;
using MergeBuild.Merging.Output;
using MergeBuild.Merging.Planning;
using MergeBuild.Merging.Recipes;
using MergeBuild.Merging.Store;
using MergeBuild.Packaging.Packages;

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
        var reading = Reading(options, progress, cancellation);
        var output = Path.GetFullPath(options.OutputDirectory);
        var before = Before(options);
        var build = Prepare(recipe, options, before, reading);
        Publication.CollectLeftovers(options.Files, output);
        using var publication = new Publication(options.Files, output);
        var merged = Merge(build, before, publication, options, reading, progress);
        build.Parents.Trees.CheckUnchanged();
        CheckParents(build, options);
        cancellation.ThrowIfCancellationRequested();
        var isChanged = Publish(publication, build, merged, options);
        if (options.LedgerFile is { } path)
        {
            LedgerFormat.Write(merged.ToLedger(build, options, output), path, options.Files);
        }

        var result = build.Result;
        return result with
        {
            Warnings = reading.Store?.Failure is { } failure ? result.Warnings.Add(DiagnosticTable.StoreNotWritten.With(reading.Store.Directory, failure)) : result.Warnings,
            Predicted = merged.Predicted,
            Work = merged.Work,
            IsUpToDate = !isChanged,
        };
    }

    /// <summary>Plans a build and says what it would do, tensor by tensor; parents that changed are hashed, nothing is written.</summary>
    /// <exception cref="MergeBuildException">What is wrong with the recipe or the parents.</exception>
    public static BuildForecast Forecast(
        Recipe recipe, ModelBuildOptions options, IProgress<MergeProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var reading = Reading(options, progress, cancellation);
        var before = Before(options);
        var build = Prepare(recipe, options, before, reading);
        using var prior = PriorModel.Open(before, reading);
        var tensors = MergeForecast.Of(build.Plan, build.Parents.Trees, prior, options.Threads);
        return new BuildForecast(tensors, MergeForecast.Sum(tensors, build.Layout, prior), build.Result.Warnings);
    }

    private static ReadingOptions Reading(ModelBuildOptions options, IProgress<MergeProgress>? progress, CancellationToken cancellation) => new()
    {
        Files = options.Files, Threads = options.Threads, Verification = options.Verification, Progress = progress, Cancellation = cancellation,
        Store = Store(options),
    };

    private static MergeStore? Store(ModelBuildOptions options) =>
        options.StoreDirectory is { } store ? new MergeStore(store, options.StoreIsReadOnly, options.Files) : null;

    private static BlockLedger Before(ModelBuildOptions options) => options.LedgerFile is { } ledger
        ? LedgerFormat.Read(ledger, Path.GetFullPath(options.OutputDirectory), options.Files)
        : BlockLedger.Empty;

    private static PreparedBuild Prepare(Recipe recipe, ModelBuildOptions options, BlockLedger before, ReadingOptions reading)
    {
        var plan = MergePlanner.Plan(recipe, options.Files);
        CheckOutput(plan, options);
        if (options.ReadBudget is { } budget)
        {
            CheckVerification(options);
            (plan, var known) = BudgetedPlan.Of(plan, budget, options.Files);
            reading = reading with { Known = known };
        }

        var layout = new ShardedLayout(plan.Tensors.Select(tensor => tensor.Result), options.ShardSize);
        var companions = CompanionFiles.For(plan, options.Files).ToImmutableArray();
        return new PreparedBuild(
            plan, layout, layout.Index is { } index ? companions.Add((ShardIndex.FileName, index)) : companions,
            ParentDigests.Open(plan, before, reading));
    }

    // What a merge is to be made from stands above what a package says of itself.
    private static void CheckParents(PreparedBuild build, ModelBuildOptions options)
    {
        if (options.ExpectedParents is { } expected)
        {
            expected.Check(build);
        }
        else
        {
            PackagedParents.Check(build, options.Files);
        }
    }

    private static void CheckVerification(ModelBuildOptions options)
    {
        if (options.Verification != ContentVerification.None)
        {
            throw DiagnosticTable.ReadBudgetAndVerify.Exception(options.Verification.ToString().ToLowerInvariant());
        }
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

    private static MergedModel Merge(
        PreparedBuild build, BlockLedger before, Publication publication, ModelBuildOptions options, ReadingOptions reading,
        IProgress<MergeProgress>? progress)
    {
        var inputs = build.Parents.Trees;
        var compared = inputs.BytesRead;
        using var prior = PriorModel.Open(before, reading);
        var forecasts = MergeForecast.Of(build.Plan, inputs, prior, options.Threads);
        var predicted = MergeForecast.Sum(forecasts, build.Layout, prior);
        using var writer = new ShardWriter(build.Layout, publication, prior);
        using var incremental = new IncrementalMerge(build.Plan, inputs, prior, writer, reading.Store, forecasts, reading.Cancellation);
        var engineOptions = new MergeEngineOptions { Threads = options.Threads, Files = options.Files };
        var bytesRead = MergeEngine.Run(build.Plan, writer, incremental, engineOptions, progress, reading.Cancellation);
        inputs.Complete();
        incremental.Complete(options.Threads);
        var snapshot = writer.Complete(options.Threads, progress, reading.Cancellation);
        writer.Sync();
        incremental.AddToStore();
        return new MergedModel(snapshot, incremental, [.. writer.Trees], [.. writer.Untouched], predicted with { BytesRead = predicted.BytesRead + compared }, new MergeWork
        {
            BytesRead = bytesRead + inputs.BytesRead,
            BytesMerged = incremental.BytesMerged,
            BytesWritten = writer.BytesWritten,
            BytesCopied = writer.BytesCopied,
            BlocksMerged = incremental.BlocksMerged,
            BlocksReused = incremental.BlocksReused,
        });
    }

    // The manifest comes last: whoever sees the new one sees the files that it lists, and no file of an older merge.
    private static bool Publish(Publication publication, PreparedBuild build, MergedModel merged, ModelBuildOptions options)
    {
        var names = build.FileNames.ToArray();
        var isChanged = merged.Untouched.Length < build.Layout.Shards.Length;
        foreach (var (name, content) in build.Companions.Where(file => !HasContent(options, file.Name, file.Content)))
        {
            publication.Write(name, content);
            isChanged = true;
        }

        publication.Commit();
        var stale = Directory.Exists(options.OutputDirectory) ? PublishedFiles.In(options.OutputDirectory).Except(names, StringComparer.Ordinal).ToArray() : [];
        foreach (var name in stale)
        {
            options.Files.Delete(Path.Combine(options.OutputDirectory, name));
        }

        if (stale.Length > 0)
        {
            options.Files.SyncDirectory(options.OutputDirectory);
        }

        var manifest = build.Manifest(merged.Snapshot, merged.Incremental.KeyOf);
        if (HasContent(options, MergeManifest.FileName, manifest))
        {
            return isChanged || stale.Length > 0;
        }

        publication.Write(MergeManifest.FileName, manifest);
        publication.Commit();
        return true;
    }

    private static bool HasContent(ModelBuildOptions options, string name, byte[] content)
    {
        var path = Path.Combine(options.OutputDirectory, name);
        try
        {
            return File.Exists(path) && new FileInfo(path).Length == content.Length && options.Files.ReadAllBytes(path).AsSpan().SequenceEqual(content);
        }

        // What cannot be read is written anew, or that fails with the same reason.
        catch (MergeBuildException)
        {
            return false;
        }
    }
}
