using System.Text.Json.Nodes;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Gates;
using MergeBuild.Evaluation.Reports;

namespace MergeBuild.Evaluation.Tests.Reports;

/// <summary>SARIF 2.1.0: what the specification and GitHub demand.</summary>
public sealed class CodeScanningFiles
{
    [Fact]
    public void Hold_one_result_a_diagnostic_at_its_place()
    {
        var run = Run(MadeReports.Lost);
        var results = Results(run);
        Assert.Equal(["MB4210", "MB4214", "MB4243"], results.Select(result => (string?)result["ruleId"]));
        Assert.Equal(["error", "error", "warning"], results.Select(result => (string?)result["level"]));
        var place = results[0]["locations"]![0]!["physicalLocation"]!;
        Assert.Equal("models/assistant/assistant.mergeproj", (string?)place["artifactLocation"]!["uri"]);
        Assert.Equal((12, 22), ((int)place["region"]!["startLine"]!, (int)place["region"]!["startColumn"]!));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Keep_the_rules_of_the_specification(bool hostile)
    {
        var run = Run(hostile ? MadeReports.OfHostileNames : MadeReports.Lost);
        var rules = run["tool"]!["driver"]!["rules"]!.AsArray();
        Assert.Equal(rules.Count, rules.Select(rule => (string?)rule!["id"]).Distinct().Count());
        Assert.All(Results(run), result =>
        {
            // §3.27.6: the index is that of the rule with the same id. §3.27.10: level. §3.27.11: a message has a text.
            Assert.Equal((string?)result["ruleId"], (string?)rules[(int)result["ruleIndex"]!]!["id"]);
            Assert.Matches("^(error|warning|note)$", (string?)result["level"]);
            Assert.NotEmpty((string?)result["message"]!["text"] ?? "");
            var place = Assert.Single(result["locations"]!.AsArray())!["physicalLocation"]!;
            var uri = (string?)place["artifactLocation"]!["uri"];

            // §3.4.3: a relative reference of RFC 3986, as the uriBaseId asks.
            Assert.True(Uri.TryCreate(uri, UriKind.Relative, out _) && Uri.IsWellFormedUriString(uri, UriKind.Relative), uri);
            Assert.False(uri!.StartsWith('/') || uri.Contains("secret", StringComparison.Ordinal), uri);
            Assert.True((int)place["region"]!["startLine"]! >= 1);
        });
    }

    [Fact]
    public void Give_each_result_a_fingerprint_of_its_own()
    {
        var prints = Results(Run(MadeReports.OfHostileNames)).Select(Fingerprint).ToArray();
        Assert.Equal(prints.Length, prints.Distinct().Count());
    }

    [Fact]
    public void Keep_fingerprints_while_figures_and_lines_change()
    {
        var later = MadeReports.Lost with
        {
            Gates = new GateReport("later", [.. MadeReports.Lost.Gates.Verdicts.Select(verdict => verdict with
            {
                MergedScore = 0.1, Notes = [.. verdict.Notes.Select(note => note with { Message = note.Message + " more" })],
            })]),
            Places = [.. MadeReports.Lost.Places.Select(place => place! with { Line = place.Line + 7 })],
            Findings = [VerdictNote.Of(DiagnosticTable.ResultNormUnusual.With("model.layers.2.mlp.up_proj.weight", "0.061", "0.019", "0.021"))],
        };
        Assert.Equal(Results(Run(MadeReports.Lost)).Select(Fingerprint), Results(Run(later)).Select(Fingerprint));
    }

    [Fact]
    public void Tell_tensors_apart()
    {
        static VerdictNote Note(string tensor) => VerdictNote.Of(DiagnosticTable.ResultTensorZero.With(tensor));
        var prints = new[] { "a", "b" }.Select(tensor => Fingerprint(Results(Run(MadeReports.Kept with { Findings = [Note(tensor)] }))[0])).ToArray();
        Assert.NotEqual(prints[0], prints[1]);
    }

    private static string Fingerprint(JsonNode result) => (string)Assert.Single(result["partialFingerprints"]!.AsObject()).Value!;

    private static JsonNode[] Results(JsonNode run) => [.. run["results"]!.AsArray().Select(result => result!)];

    private static JsonNode Run(ReportInput input)
    {
        var log = JsonNode.Parse(ReportFormat.Find("sarif")!.Write(input))!;
        Assert.Equal("2.1.0", (string?)log["version"]);
        return Assert.Single(log["runs"]!.AsArray())!;
    }
}
