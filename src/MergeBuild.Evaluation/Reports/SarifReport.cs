using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Hashing;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Gates;
using MergeBuild.Evaluation.Results;

namespace MergeBuild.Evaluation.Reports;

/// <summary>
/// Diagnostics of a merge for code scanning: SARIF 2.1.0 (OASIS, 2020). A result keeps its fingerprint while figures and lines change:
/// it is the digest of the code and of the gate or tensor that it is about.
/// </summary>
internal static class SarifReport
{
    private const string Root = "%SRCROOT%";

    public static byte[] Write(ReportInput input)
    {
        ImmutableArray<Found> results =
        [
            .. input.Gates.Verdicts.SelectMany((verdict, index) => verdict.Notes.Select(note => new Found(
                note, input.PlaceOf(index), string.Join('\n', note.Code, GateTest.IdentityOf(input, verdict))))),
            .. input.Findings.Select(note => new Found(note, null, string.Join('\n', note.Code, input.Model, Subject(note.Message)))),
        ];
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        results = [.. results.Select(result => result with { Occurrence = seen[result.Identity] = seen.GetValueOrDefault(result.Identity) + 1 })];
        var rules = results.Select(result => result.Note.Code).Distinct().Order(StringComparer.Ordinal).ToImmutableArray();
        return CanonicalJson.Write(new JsonObject
        {
            ["$schema"] = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
            ["version"] = "2.1.0",
            ["runs"] = new JsonArray(new JsonObject
            {
                ["tool"] = new JsonObject
                {
                    ["driver"] = new JsonObject
                    {
                        ["name"] = "MergeBuild",
                        ["semanticVersion"] = EvaluationResult.ThisEvaluator.Split(' ')[1],
                        ["rules"] = new JsonArray([.. rules.Select(Rule)]),
                    },
                },
                ["automationDetails"] = new JsonObject { ["id"] = $"mergebuild/{System.Uri.EscapeDataString(ReportText.Printable(input.Model))}/" },
                ["columnKind"] = "utf16CodeUnits",
                ["results"] = new JsonArray([.. results.Select(result => Result(input, result, rules.IndexOf(result.Note.Code)))]),
            }),
        });
    }

    private static JsonObject Rule(string code)
    {
        var row = DiagnosticTable.All.FirstOrDefault(descriptor => descriptor.Code == code);
        var rule = new JsonObject { ["id"] = ReportText.Printable(code) };
        if (row is not null)
        {
            rule["shortDescription"] = new JsonObject { ["text"] = row.Cause };
            rule["help"] = new JsonObject { ["text"] = row.Cure };
            rule["helpUri"] = row.HelpLink;
            rule["defaultConfiguration"] = new JsonObject { ["level"] = row.Severity == DiagnosticSeverity.Error ? "error" : "warning" };
        }

        return rule;
    }

    private static JsonObject Result(ReportInput input, Found found, int rule)
    {
        var json = new JsonObject
        {
            ["ruleId"] = ReportText.Printable(found.Note.Code),
            ["ruleIndex"] = rule,
            ["level"] = VerdictStates.IsError(found.Note) ? "error" : "warning",
            ["message"] = new JsonObject { ["text"] = ReportText.Printable(found.Note.Message) },
        };
        if ((found.Place?.File ?? input.Project) is { } file)
        {
            var region = new JsonObject { ["startLine"] = Math.Max(found.Place?.Line ?? 1, 1) };
            if (found.Place is { Column: > 0 } place)
            {
                region["startColumn"] = place.Column;
            }

            json["locations"] = new JsonArray(new JsonObject
            {
                ["physicalLocation"] = new JsonObject
                {
                    ["artifactLocation"] = new JsonObject { ["uri"] = SourcePath.Uri(file), ["uriBaseId"] = Root },
                    ["region"] = region,
                },
            });
        }

        json["partialFingerprints"] = new JsonObject { ["mergeBuildGate/v1"] = Blake3.Hash(Encoding.UTF8.GetBytes($"{found.Identity}\n{found.Occurrence}")).ToString() };
        return json;
    }

    // A finding names its tensor and parents in quotation marks; its figures stand outside of them.
    private static string Subject(string message) => string.Join('\n', message.Split('\'').Where((_, index) => index % 2 == 1));

    private sealed record Found(VerdictNote Note, SourceLocation? Place, string Identity, int Occurrence = 1);
}
