using System.Collections.Immutable;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Diagnostics;

namespace MergeBuild.Packaging;

/// <summary>The verdicts of the gates, which lie beside the manifest where a project has gates.</summary>
public static class GateResults
{
    /// <summary>The file's name in a model directory.</summary>
    public const string FileName = "merge.verdicts.json";

    /// <summary>Reads the verdicts of a model directory; none where there is no such file.</summary>
    /// <exception cref="MergeBuildException">MB5207: the file is not valid.</exception>
    public static ImmutableArray<GateResult> Read(string directory, IFileSystem files)
    {
        if (ShardPath.Find(directory, FileName) is not { } path)
        {
            return [];
        }

        var json = new JsonFields(JsonSeal.Read(files, path, DiagnosticTable.GateResultsInvalid), path, "the report", DiagnosticTable.GateResultsInvalid);

        // A project without suites has findings of its weights alone.
        return json.Has("gates") ? [.. json.Object("gates").Objects("verdicts").Select(ReadOne)]
            : json.Json.ContainsKey("gates") ? []
            : throw json.Invalid("'gates' is missing.");
    }

    private static GateResult ReadOne(JsonFields json)
    {
        var estimate = json.Has("estimate") ? json.Object("estimate") : null;
        return new GateResult(json.Text("suite"), json.Text("parent"), json.Text("outcome"))
        {
            Metric = json.OptionalText("metric"),
            ParentScore = json.OptionalNumber("parentScore"),
            MergedScore = json.OptionalNumber("mergedScore"),
            Retention = estimate?.OptionalNumber("retention"),
            Lower = estimate?.OptionalNumber("lower"),
            Upper = estimate?.OptionalNumber("upper"),
            Confidence = estimate?.OptionalNumber("confidence"),
        };
    }
}
