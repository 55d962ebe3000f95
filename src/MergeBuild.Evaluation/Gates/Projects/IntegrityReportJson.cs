using System.Text.Json.Nodes;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Reports;
using MergeBuild.Evaluation.Results;

namespace MergeBuild.Evaluation.Gates.Projects;

/// <summary>Findings as JSON; what is written is read back equal.</summary>
internal static class IntegrityReportJson
{
    public static JsonObject Write(IntegrityReport report)
    {
        var json = new JsonObject
        {
            ["schemaVersion"] = IntegrityReport.SchemaVersion,
            ["manifest"] = report.Manifest,
            ["findings"] = new JsonArray([.. report.Findings.Select(finding =>
                (JsonNode)new JsonObject { ["code"] = finding.Code, ["message"] = finding.Message, ["parent"] = finding.Parent })]),
        };
        if (report.TaskVectors is { } profile)
        {
            json["taskVectors"] = TaskVectorJson.Write(profile);
        }

        return json;
    }

    public static IntegrityReport Read(ResultFields fields, string path)
    {
        if (fields.Whole("schemaVersion") is var version && version != IntegrityReport.SchemaVersion)
        {
            throw DiagnosticTable.VerdictsInvalid.Exception(path, $"schemaVersion of the integrity is {version}, and this version of MergeBuild reads {IntegrityReport.SchemaVersion}.");
        }

        var report = new IntegrityReport(fields.Text("manifest"), [.. fields.Objects("findings").Select(Finding)])
        {
            TaskVectors = fields.OptionalObject("taskVectors") is { } profile ? TaskVectorJson.Read(profile) : null,
        };
        fields.End();
        return report;
    }

    private static IntegrityFinding Finding(ResultFields fields)
    {
        var finding = new IntegrityFinding(fields.Text("code"), fields.Text("message"), fields.OptionalText("parent"));
        fields.End();
        return finding;
    }
}
