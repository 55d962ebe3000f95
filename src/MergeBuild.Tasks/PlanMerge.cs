using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Merging.Ledger;
using MergeBuild.Packaging;
using MergeBuild.Tasks.Logging;
using Microsoft.Build.Framework;

namespace MergeBuild.Tasks;

/// <summary>Says what a merge would read, merge and write, and writes it down tensor by tensor; merges nothing.</summary>
[MSBuildMultiThreadableTask]
public sealed class PlanMerge : MergeTask
{
    /// <summary>The file that keeps what the next merge can take over.</summary>
    public string LedgerFile { get; set; } = "";

    /// <summary>The JSON file to write.</summary>
    [Required]
    public string PlanFile { get; set; } = "";

    private protected override void Run(DiagnosticLog diagnostics)
    {
        var stages = ReadStages();
        if (stages.Length > 1)
        {
            // What a stage does decides what those behind it have to do; that cannot be known before.
            throw Diagnostics.DiagnosticTable.StagesNotPlanned.ExceptionAt(Source.Project, stages.Length);
        }

        var forecast = ModelBuild.Forecast(stages[0].Recipe, Options(LedgerFile, threads: null));
        diagnostics.Write(forecast.Warnings);
        var path = FullPath(PlanFile);
        using var publication = new Publication(PhysicalFileSystem.Instance, Path.GetDirectoryName(path)!);
        publication.Write(Path.GetFileName(path), CanonicalJson.Write(new JsonObject
        {
            ["work"] = WorkJson.Of(forecast.Work),
            ["tensors"] = new JsonArray([.. forecast.Tensors.Select(tensor => new JsonObject
            {
                ["name"] = tensor.Name,
                ["bytesRead"] = tensor.Work.BytesRead,
                ["bytesMerged"] = tensor.Work.BytesMerged,
                ["blocksMerged"] = tensor.Work.BlocksMerged,
                ["blocksReused"] = tensor.Work.BlocksReused,
            })]),
        }));
        publication.Commit();
        Say(MessageImportance.High, $"{Path.GetFileNameWithoutExtension(ProjectFile)}: planned: {forecast.Work}; see {path}");
    }
}
