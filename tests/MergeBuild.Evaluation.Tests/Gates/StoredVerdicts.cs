using System.Text;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Gates;
using MergeBuild.Testing;

namespace MergeBuild.Evaluation.Tests.Gates;

public sealed class StoredVerdicts : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static GateReport Report()
    {
        var (merged, parent) = MadeResults.Counts(170, 50, 4, 16);
        var choices = MadeResults.Choices("math", Enumerable.Range(0, 100).Select(i => (i % 10 < 8, 0.8)));
        return Gate.Judge(
        [
            MadeResults.Against(merged, parent) with { Accepted = parent, Base = merged },
            MadeResults.Against(choices, choices, new GateSettings { Metric = "acc", Policy = GatePolicy.ProofOfRetention, MaximumCalibrationDrift = 0.1 }, "choice"),
        ]);
    }

    [Fact]
    public void What_is_written_is_read_back_and_written_again_as_the_same_bytes()
    {
        var bytes = GateReportJson.Write(Report());
        var read = GateReportJson.ReadFile(_folder.Write("verdicts.json", bytes));
        Assert.Equal(bytes, GateReportJson.Write(read));
    }

    [Fact]
    public void A_build_without_changes_replays_the_same_diagnostics()
    {
        var report = Report();
        var stored = GateReportJson.ReadFile(_folder.Write("verdicts.json", GateReportJson.Write(report)));
        var location = new SourceLocation("a.mergeproj", 12, 5);
        Assert.Equal(report.Diagnostics(_ => location), stored.Diagnostics(_ => location));
        Assert.Contains(stored.Diagnostics(_ => location), diagnostic => diagnostic.ToString().StartsWith("a.mergeproj(12,5): error MB4210: ", StringComparison.Ordinal));
    }

    [Fact]
    public void Stored_verdicts_stand_until_a_result_or_a_setting_changes()
    {
        var (merged, parent) = MadeResults.Counts(170, 50, 4, 16);
        var gate = MadeResults.Against(merged, parent);
        var stored = Gate.Judge([gate]);
        Assert.Same(stored, Gate.Judge([gate], stored));
        Assert.NotSame(stored, Gate.Judge([gate with { Settings = new GateSettings { MinimumRetention = 0.7 } }], stored));
        Assert.NotSame(stored, Gate.Judge([gate with { Merged = parent }], stored));
    }

    [Theory]
    [InlineData("\"outcome\": \"Fail\"", "\"outcome\": \"Pas\"", "Pass, Fail, Inconclusive")]
    [InlineData("\"schemaVersion\": 1", "\"schemaVersion\": 9", "schemaVersion is 9")]
    [InlineData("\"blocked\"", "\"bloked\"", "blocked")]
    [InlineData("\"seed\": 20260101", "\"seed\": -1", "settings.seed")]
    public void Verdicts_that_were_edited_are_refused(string old, string other, string named)
    {
        var text = Encoding.UTF8.GetString(GateReportJson.Write(Report()));
        var place = text.IndexOf(old, text.IndexOf("\"verdicts\"", StringComparison.Ordinal), StringComparison.Ordinal);
        place = place >= 0 ? place : text.IndexOf(old, StringComparison.Ordinal);
        var path = _folder.Write("verdicts.json", text[..place] + other + text[(place + old.Length)..]);
        Refused.With("MB4204", () => GateReportJson.ReadFile(path), named);
    }

    public void Dispose() => _folder.Dispose();
}
