using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Gates;
using MergeBuild.Evaluation.Results;

namespace MergeBuild.Evaluation.Reports;

/// <summary>What can be reported of a file that a build left.</summary>
public static class StoredReport
{
    /// <summary>Reads verdicts, alone or with findings in the weights beside them (<c>merge.verdicts.json</c>).</summary>
    /// <param name="path">The file.</param>
    /// <param name="model">What reports call the merge.</param>
    /// <param name="files">Where to read.</param>
    /// <exception cref="MergeBuildException">The file is missing, or MB4204: it does not hold verdicts of this version.</exception>
    public static ReportInput Read(string path, string model, IFileSystem? files = null)
    {
        var json = JsonSeal.Read(files ?? PhysicalFileSystem.Instance, path, DiagnosticTable.VerdictsInvalid);
        if (!json.ContainsKey("gates"))
        {
            return new ReportInput { Model = model, Gates = GateReportJson.Read(json, path) };
        }

        var fields = new ResultFields(json, path, invalid: DiagnosticTable.VerdictsInvalid);
        return new ReportInput
        {
            Model = model,
            Gates = fields.OptionalObject("gates") is { } gates ? GateReportJson.Read(gates.Json, path) : new GateReport("", []),
            Findings = fields.OptionalObject("integrity") is { } integrity
                ? [.. integrity.Objects("findings").Select(finding => new VerdictNote(finding.Text("code"), finding.Text("message")))]
                : [],
        };
    }
}
