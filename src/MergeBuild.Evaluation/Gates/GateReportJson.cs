using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Results;

namespace MergeBuild.Evaluation.Gates;

/// <summary>Verdicts as JSON; what is written is read back equal, and written again as the same bytes.</summary>
public static class GateReportJson
{
    /// <summary>The bytes of a report; its summary is written for people and other programs, and not read back.</summary>
    public static byte[] Write(GateReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var summary = report.Summary;
        return CanonicalJson.Write(new JsonObject
        {
            ["schemaVersion"] = GateReport.SchemaVersion,
            ["inputs"] = report.InputsDigest,
            ["summary"] = new JsonObject
            {
                ["outcome"] = summary.Outcome.ToString(),
                ["retentionRate"] = summary.RetentionRate,
                ["geometricMean"] = summary.GeometricMean,
                ["geometricMeanError"] = summary.GeometricMeanError,
                ["leastRetention"] = summary.LeastRetention,
                ["worstSuite"] = summary.WorstSuite,
                ["baseRetention"] = summary.BaseRetention,
                ["proofProbability"] = summary.ProofProbability,
            },
            ["verdicts"] = new JsonArray([.. report.Verdicts.Select(VerdictJson.Write)]),
        });
    }

    /// <summary>Reads a report of a file.</summary>
    /// <exception cref="MergeBuildException">The file is missing, or MB4204: it is not a report of this version.</exception>
    public static GateReport ReadFile(string path, IFileSystem? files = null) =>
        Read(JsonFile.ReadObject(files ?? PhysicalFileSystem.Instance, path, DiagnosticTable.VerdictsInvalid), path);

    /// <summary>Reads a report.</summary>
    /// <param name="json">What <see cref="Write"/> wrote.</param>
    /// <param name="path">The file, for messages.</param>
    /// <exception cref="MergeBuildException">MB4204: it is not a report of this version.</exception>
    public static GateReport Read(JsonObject json, string path)
    {
        var fields = new ResultFields(json, path, invalid: DiagnosticTable.VerdictsInvalid);
        if (fields.Whole("schemaVersion") is var version && version != GateReport.SchemaVersion)
        {
            throw DiagnosticTable.VerdictsInvalid.Exception(path, $"schemaVersion is {version}, and this version of MergeBuild reads {GateReport.SchemaVersion}.");
        }

        _ = fields.Object("summary");
        var report = new GateReport(fields.Text("inputs"), [.. fields.Objects("verdicts").Select(VerdictJson.Read)]);
        fields.End();
        return report;
    }
}
