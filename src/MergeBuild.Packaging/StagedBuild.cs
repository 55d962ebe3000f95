using System.Collections.Immutable;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Planning;
using MergeBuild.Merging.Recipes;

namespace MergeBuild.Packaging;

/// <summary>
/// Builds the stages of a recipe one after the other. A stage runs again if its recipe, its parents or its files are not
/// what they were when it ran: a changed weight runs its stage, and those behind it whose parents it changes.
/// </summary>
public static class StagedBuild
{
    // Tells a folder that stages may overwrite from one that a user has put there.
    private const string Marker = ".mergebuild-stage";
    private const string LedgerExtension = ".ledger";

    /// <summary>The folder that stages are written to unless another is named.</summary>
    public static string DefaultWorkDirectory(string outputDirectory) =>
        Path.TrimEndingDirectorySeparator(Path.GetFullPath(outputDirectory)) + ".stages";

    /// <summary>Builds all stages; the result is the one of the last to be returned with <see cref="RecipeStage.IsResult"/>.</summary>
    /// <param name="stages">The stages, each behind those whose results it takes.</param>
    /// <param name="options">Where the result goes, and how all stages are built.</param>
    /// <param name="workDirectory">The folder for all other stages' models, each in a folder of the stage's name.</param>
    /// <param name="progress">Gets the progress of each stage in turn.</param>
    /// <param name="cancellation">Stops between blocks; stages that are complete stay.</param>
    /// <exception cref="MergeBuildException">What is wrong with a stage, its parents or the disk.</exception>
    public static ImmutableArray<StageResult> Run(
        ImmutableArray<RecipeStage> stages, ModelBuildOptions options, string? workDirectory = null,
        IProgress<MergeProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.ReadBudget is not null && stages.Length > 1)
        {
            throw DiagnosticTable.ReadBudgetStages.ExceptionAt(stages[0].Recipe.Location, stages.Length);
        }

        CheckRecipes(stages);
        var work = Path.GetFullPath(workDirectory ?? DefaultWorkDirectory(options.OutputDirectory));
        string DirectoryOf(string stage) => Path.Combine(work, stage);

        // All before the first stage takes its time.
        foreach (var stage in stages.Where(stage => !stage.IsResult))
        {
            CheckFolder(stage.Name!, DirectoryOf(stage.Name!));
        }

        var results = ImmutableArray.CreateBuilder<StageResult>();
        foreach (var stage in stages)
        {
            var recipe = stage.Recipe with
            {
                Models = [.. stage.Recipe.Models.Select(model => model.Stage is { } name ? model with { Path = DirectoryOf(name) } : model)],
            };
            var stageOptions = stage.IsResult ? options with { LedgerFile = options.LedgerFile ?? Path.Combine(work, "result" + LedgerExtension) } : Intermediate(options, DirectoryOf(stage.Name!));
            results.Add(Run(stage.Name, recipe, stageOptions, progress, cancellation));
        }

        return results.ToImmutable();
    }

    private static StageResult Run(
        string? name, Recipe recipe, ModelBuildOptions options, IProgress<MergeProgress>? progress, CancellationToken cancellation)
    {
        var model = ModelBuild.Run(recipe, options, progress, cancellation);
        return new StageResult(name, options.OutputDirectory, model.IsUpToDate, model);
    }

    // The size of the result's files is none of the other stages' business: it would run them again.
    private static ModelBuildOptions Intermediate(ModelBuildOptions options, string directory)
    {
        Directory.CreateDirectory(directory);
        File.WriteAllBytes(Path.Combine(directory, Marker), []);
        return options with { OutputDirectory = directory, ShardSize = ModelBuildOptions.DefaultShardSize, LedgerFile = directory + LedgerExtension };
    }

    private static void CheckRecipes(ImmutableArray<RecipeStage> stages)
    {
        var diagnostics = new DiagnosticBag();
        foreach (var stage in stages)
        {
            try
            {
                MergePlanner.Check(stage.Recipe);
            }
            catch (MergeBuildException exception)
            {
                diagnostics.Report(exception);
            }
        }

        diagnostics.ThrowIfErrors();
    }

    private static void CheckFolder(string stage, string directory)
    {
        if (Directory.Exists(directory) && Directory.EnumerateFileSystemEntries(directory).Any() && !File.Exists(Path.Combine(directory, Marker)))
        {
            throw DiagnosticTable.StageFolderTaken.Exception(stage, directory);
        }
    }
}
