using System.Globalization;
using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Gates;
using MergeBuild.Evaluation.Reports;
using MergeBuild.Testing;
using MergeBuild.Testing.Faults;

namespace MergeBuild.Evaluation.Tests.Reports;

public sealed class ReportFiles : IDisposable
{
    private static readonly string[] Names = ["junit.xml", "report.html", "report.json", "report.md", "report.sarif", "results.trx"];

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Are_six_and_lie_in_one_folder()
    {
        var written = ReportFolder.Write(PhysicalFileSystem.Instance, _folder.Path, MadeReports.Lost);
        Assert.Equal(Names, _folder.FileNames);
        Assert.Equal(Names, written.Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Have_the_same_bytes_each_time_in_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        var first = ReportFormat.All.Select(format => format.Write(MadeReports.Lost)).ToArray();
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = new NumberFormatInfo { NumberDecimalSeparator = ",", NegativeSign = "~", PercentSymbol = "pc" } };
            Assert.Equal(first, ReportFormat.All.Select(format => format.Write(MadeReports.Lost)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Tell_of_no_folder_outside_of_the_repository()
    {
        var input = MadeReports.Lost with { Places = [new SourceLocation("/home/someone/models/a.mergeproj", 3, 4), new SourceLocation("..\\b.mergeproj", 1, 1)], Project = "C:\\work\\a.mergeproj" };
        Assert.All(ReportFormat.All.Where(format => format.Name != "json"), format =>
        {
            var text = System.Text.Encoding.UTF8.GetString(format.Write(input));
            Assert.DoesNotContain("someone", text, StringComparison.Ordinal);
            Assert.DoesNotContain("work", text.Replace("network", "", StringComparison.Ordinal), StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData(FileOperation.Create)]
    [InlineData(FileOperation.Write)]
    [InlineData(FileOperation.Sync)]
    public void Stay_what_they_were_when_the_disk_fails(FileOperation operation)
    {
        ReportFolder.Write(PhysicalFileSystem.Instance, _folder.Path, MadeReports.Kept);
        var before = _folder.FileNames.Select(name => File.ReadAllText(_folder[name])).ToArray();
        for (var occurrence = 1; ; occurrence++)
        {
            var files = new FaultyFileSystem(new FileFault(operation, occurrence));
            try
            {
                ReportFolder.Write(files, _folder.Path, MadeReports.Lost);
                Assert.Equal(ReportFormat.All.Length + 1, occurrence);
                break;
            }
            catch (MergeBuildException)
            {
                Assert.Equal(before, _folder.FileNames.Select(name => File.ReadAllText(_folder[name])));
            }
        }
    }

    [Fact]
    public void Take_away_what_a_killed_build_left_and_not_what_another_writes()
    {
        var (left, written) = ($".report.md.{Guid.NewGuid():N}.tmp", $".report.md.{Guid.NewGuid():N}.tmp");
        File.SetLastWriteTimeUtc(_folder.Write(left, ""), DateTime.UtcNow.AddHours(-2));
        _folder.Write(written, "");
        ReportFolder.Write(PhysicalFileSystem.Instance, _folder.Path, MadeReports.Lost);
        Assert.Equal(Names.Prepend(written), _folder.FileNames);
    }

    [Fact]
    public void For_programs_keep_to_the_documented_schema()
    {
        var checker = new SchemaChecker((JsonObject)JsonNode.Parse(File.ReadAllText(Repository.Path("docs/report.schema.json")))!);
        Assert.Empty(checker.Check(Json(MadeReports.Lost)));
        Assert.Empty(checker.MembersNeverSeen);
        Assert.Empty(checker.Check(Json(MadeReports.OfHostileNames)));
        Assert.Empty(checker.Check(Json(new ReportInput { Model = "a", Gates = new GateReport("", []) })));
        Assert.NotEmpty(checker.Check(JsonNode.Parse("""{"schemaVersion": 1}""")));
    }

    [Fact]
    public void Hold_the_verdicts_as_they_are_stored()
    {
        var gates = _folder.Write("verdicts.json", Json(MadeReports.Lost)["gates"]!.ToJsonString());
        Assert.Equal(GateReportJson.Write(MadeReports.Lost.Gates), GateReportJson.Write(GateReportJson.ReadFile(gates)));
    }

    [Fact]
    public void Of_nothing_are_reports_still()
    {
        ReportFolder.Write(PhysicalFileSystem.Instance, _folder.Path, new ReportInput { Model = "a", Gates = new GateReport("", []) });
        Assert.Contains("No suite was judged.", File.ReadAllText(_folder["report.md"]), StringComparison.Ordinal);
    }

    private static JsonObject Json(ReportInput input) => (JsonObject)JsonNode.Parse(ReportFormat.Find("json")!.Write(input))!;

    public void Dispose() => _folder.Dispose();
}
