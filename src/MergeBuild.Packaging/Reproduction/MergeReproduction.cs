using System.Collections.Immutable;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Budget;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Ledger;
using MergeBuild.Merging.Planning;
using MergeBuild.Merging.Recipes;
using MergeBuild.Packaging.Versions;

namespace MergeBuild.Packaging.Reproduction;

/// <summary>Merges a model again by what its manifest says, and compares the two digest by digest.</summary>
public sealed class MergeReproduction
{
    // What the content of parents has nothing to do with, or is said already.
    private static readonly ImmutableHashSet<DiagnosticDescriptor> IsOther =
        [DiagnosticTable.ParentDiffers, DiagnosticTable.DiskFull, DiagnosticTable.FileNotWritable];

    private readonly StatedMerge _stated;
    private readonly ReproductionOptions _options;
    private readonly IProgress<MergeProgress>? _progress;
    private readonly CancellationToken _cancellation;

    private MergeReproduction(StatedMerge stated, ReproductionOptions options, IProgress<MergeProgress>? progress, CancellationToken cancellation) =>
        (_stated, _options, _progress, _cancellation) = (stated, options, progress, cancellation);

    /// <summary>Reproduces a model; returns where it is the same, byte for byte.</summary>
    /// <param name="place">A model directory, a manifest, a package, or a file in a tag as <c>tag:NAME:PATH</c>.</param>
    /// <param name="options">Where the parents are looked for.</param>
    /// <param name="progress">Gets the progress of the merge.</param>
    /// <param name="cancellation">Stops searching and merging.</param>
    /// <exception cref="MergeBuildException">
    /// There is no manifest (MB5303), it is not valid (MB5041), a parent is not found or another (MB533x), the parents cannot be
    /// merged, or the merge gives something else (MB5335 to MB5337).
    /// </exception>
    public static ReproductionResult Run(
        string place, ReproductionOptions options, IProgress<MergeProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var found = FoundManifest.Read(place, options.Folder, files: options.Files);
        var stated = StatedMerge.Parse(found.Bytes, found.Place);
        MergePlanner.Check(stated.Recipe);
        CheckOutput(options);
        var work = Directory.CreateTempSubdirectory("mergebuild-reproduce-");
        try
        {
            return new MergeReproduction(stated, options, progress, cancellation).Run(work.FullName);
        }
        finally
        {
            work.Delete(recursive: true);
        }
    }

    private static void CheckOutput(ReproductionOptions options)
    {
        // Where a folder cannot be locked by itself, the caller's lock is a file in it.
        if (options.OutputDirectory is { } output && (File.Exists(output) ||
            (Directory.Exists(output) && Directory.EnumerateFileSystemEntries(output).Any(path => Path.GetFileName(path) != DirectoryLock.FileName))))
        {
            throw DiagnosticTable.ReproductionFolderTaken.Exception(output);
        }
    }

    private ReproductionResult Run(string work)
    {
        var parents = new ParentSearch(_options, _cancellation).FindAll(_stated.Parents);
        var recipe = _stated.Recipe with
        {
            AllowPickle = _options.AllowPickle,
            Models = [.. _stated.Recipe.Models.Zip(parents, (model, found) => model with
            {
                Path = found.Directory, Adapter = model.Adapter is { } adapter ? adapter with { Path = found.AdapterDirectory! } : null,
            })],
        };
        var output = _options.OutputDirectory ?? Path.Combine(work, "model");
        var merged = Merge(recipe, parents, output, Path.Combine(work, "merge.norms"));
        var path = Path.Combine(output, MergeManifest.FileName);
        ReproductionComparison.Check(_stated, StatedMerge.Parse(_options.Files.ReadAllBytes(path), path));
        return new ReproductionResult(
            recipe.Method.Value, parents, _stated.ToolVersion, _stated.Listing.Files.Length, _stated.Listing.Tensors.Length,
            _stated.Listing.Files.Sum(file => file.Length), merged.Warnings);
    }

    private ModelBuildResult Merge(Recipe recipe, ImmutableArray<FoundParent> parents, string output, string norms)
    {
        var expected = new ExpectedParents(_stated.Parents);
        try
        {
            return ModelBuild.Run(recipe, new ModelBuildOptions
            {
                OutputDirectory = output,
                ShardSize = _stated.ShardSize,
                Threads = _options.Threads,
                ReadBudget = _stated.ReadBudget is { } bytes ? Budget(recipe, bytes, norms) : null,
                ExpectedParents = expected,
                Files = _options.Files,
            }, _progress, _cancellation);
        }

        // Another model in the place of a parent may not even fit the others, and a damaged one give no numbers.
        catch (MergeBuildException exception) when (!IsOther.Contains(exception.Diagnostics[0].Descriptor))
        {
            expected.Check(parents, _options.Files, _options.Threads, _cancellation);
            throw;
        }
    }

    private ReadBudget Budget(Recipe recipe, long bytes, string norms)
    {
        NormAnalysis.Run(MergePlanner.Plan(recipe, _options.Files), norms, new ReadingOptions
        {
            Files = _options.Files, Threads = _options.Threads, Progress = _progress, Cancellation = _cancellation,
        });
        return new ReadBudget(bytes, norms);
    }
}
