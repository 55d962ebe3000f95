using System.Collections.Immutable;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Ledger;
using MergeBuild.Merging.Recipes;
using MergeBuild.Packaging;
using MergeBuild.Tasks.Logging;
using MergeBuild.Tasks.Stamps;
using Microsoft.Build.Framework;

namespace MergeBuild.Tasks;

/// <summary>Merges what a project asks for into its model directory, and records what was read and written.</summary>
[MSBuildMultiThreadableTask]
public sealed class MergeModels : MergeTask, ICancelableTask, IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();

    /// <summary>The property MergeThreads: at most this many threads; unset takes every core that MSBuild lends.</summary>
    public string? MergeThreads { get; set; }

    /// <summary>The file that lists what lies in the model directory, for clean, publish and pack.</summary>
    public string FileList { get; set; } = "";

    /// <summary>The folder for the models of the stages before the last, where a recipe file has several.</summary>
    public string StageDirectory { get; set; } = "";

    /// <summary>The file that keeps what the next merge can take over.</summary>
    public string LedgerFile { get; set; } = "";

    /// <summary>The property MergeStore: a folder of finished tensors that builds on this machine share.</summary>
    public string? MergeStore { get; set; }

    /// <summary>The property MergeStoreReadOnly: whether the build only reads from the store.</summary>
    public bool MergeStoreReadOnly { get; set; }

    /// <summary>Stops the merge; nothing is published.</summary>
    public void Cancel() => _cancellation.Cancel();

    /// <summary>Frees the cancellation's resources.</summary>
    public void Dispose() => _cancellation.Dispose();

    private protected override void Run(DiagnosticLog diagnostics)
    {
        var options = Options(LedgerFile, MergeThreads) with
        {
            StoreDirectory = string.IsNullOrWhiteSpace(MergeStore) ? null : FullPath(MergeStore),
            StoreIsReadOnly = MergeStoreReadOnly,
        };

        // What lies in obj, and what may be another project's output, too.
        using var obj = Lock(Path.GetDirectoryName(FullPath(MergeStampFile))!, _cancellation.Token);
        using var output = Lock(options.OutputDirectory, _cancellation.Token);
        var start = FileIdentity.Now;
        var stages = ReadStages();
        using var cores = new CoreLease(BuildEngine, options.Threads);
        var progress = new ProgressLog(Log, Path.GetFileNameWithoutExtension(ProjectFile));
        var result = Build(stages, options with { Threads = cores.Count }, progress);
        diagnostics.Write(result.Warnings);
        Say(MessageImportance.High, $"{Path.GetFileNameWithoutExtension(ProjectFile)}: {result.Work}");
        Say(MessageImportance.Normal, $"{Path.GetFileNameWithoutExtension(ProjectFile)}: predicted was: {result.Predicted}");

        string[] outputs = [.. result.OutputFiles.Select(name => Path.Combine(options.OutputDirectory, name))];
        new ModelFileList(FullPath(FileList)).Replace(outputs, options.OutputDirectory);
        Stamps.StampFile.Write(FullPath(MergeStampFile), Stamp(result, outputs, start));
    }

    // Stages before the last lie in obj, where they are reused as long as they are what a merge would give again.
    private ModelBuildResult Build(ImmutableArray<RecipeStage> stages, ModelBuildOptions options, ProgressLog progress)
    {
        if (stages.Length == 1)
        {
            return ModelBuild.Run(stages[0].Recipe, options, progress, _cancellation.Token);
        }

        var work = FullPath(StageDirectory);
        var results = StagedBuild.Run(stages, options, work, progress, _cancellation.Token);
        return results.Single(stage => stage.Directory == options.OutputDirectory).Model with
        {
            InputFiles = [.. results.SelectMany(stage => stage.Model.InputFiles).Distinct().Where(file => !file.StartsWith(work, StringComparison.Ordinal))],
            Warnings = [.. results.SelectMany(stage => stage.Model.Warnings)],
            Predicted = results.Select(stage => stage.Model.Predicted).Aggregate((sum, work) => sum + work),
            Work = results.Select(stage => stage.Model.Work).Aggregate((sum, work) => sum + work),
        };
    }

    private MergeStamp Stamp(ModelBuildResult result, string[] outputs, long start)
    {
        var recipes = Request.RecipeFiles.Select(item => FullPath(item.ItemSpec));
        var tasks = Directory.EnumerateFiles(Path.GetDirectoryName(typeof(MergeModels).Assembly.Location)!, "*.dll");
        var parents = result.InputFiles.Select(file => Path.GetDirectoryName(file)!);
        return new MergeStamp(
            StampedRequest,
            [.. result.InputFiles.Concat(recipes).Concat(tasks).Distinct().Select(file => StampedFile.OfInput(file, start))],
            [.. parents.Distinct().Select(StampedFolder.Of)],
            [.. outputs.Select(StampedFile.OfOutput)],
            [.. result.Warnings.Select(StampedDiagnostic.Of)]);
    }
}
