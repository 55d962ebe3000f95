using System.Text.Json.Nodes;
using System.Xml.Linq;
using MergeBuild.Sdk.Tests.Harness;

namespace MergeBuild.Sdk.Tests;

/// <summary>What a build with gates leaves for people and for other tools.</summary>
public sealed class BuildReports(PackedSdk sdk) : GateTest(sdk)
{
    private const string Folder = "bin/Debug/report/assistant";

    private static readonly string[] All = ["junit.xml", "report.html", "report.json", "report.md", "report.sarif", "results.trx"];

    [Fact]
    public async Task Lie_beside_the_model_and_go_with_clean()
    {
        await EvaluateAsync(188);
        await TryBuildAsync("--no-restore");

        Assert.Equal(All, Workspace.Files(Folder));
        var json = JsonNode.Parse(await File.ReadAllTextAsync(Workspace[$"{Folder}/report.json"], TestContext.Current.CancellationToken))!;
        Assert.Equal(["math", "prose"], json["provenance"]!["parents"]!.AsArray().Select(parent => (string?)parent!["name"]));
        Assert.NotEmpty(json["rebuilt"]!.AsArray());
        Assert.NotEmpty(json["taskVectors"]!["layers"]!.AsArray());

        await Workspace.DotnetAsync("clean", "-tl:off");
        Assert.False(Directory.Exists(Workspace["bin"]));
    }

    [Fact]
    public async Task Say_at_which_line_which_parents_skill_was_lost_and_come_back_when_they_are_deleted()
    {
        await EvaluateAsync(120);
        await TryBuildAsync("--no-restore");

        var summary = await File.ReadAllTextAsync(Workspace[$"{Folder}/report.md"], TestContext.Current.CancellationToken);
        Assert.Contains("The merge lost skills of 'math'.", summary, StringComparison.Ordinal);
        var result = JsonNode.Parse(await File.ReadAllTextAsync(Workspace[$"{Folder}/report.sarif"], TestContext.Current.CancellationToken))!["runs"]![0]!["results"]![0]!;
        Assert.Equal("MB4210", (string?)result["ruleId"]);
        var place = result["locations"]![0]!["physicalLocation"]!;
        Assert.Equal(("assistant.mergeproj", 8), ((string?)place["artifactLocation"]!["uri"], (int?)place["region"]!["startLine"]));

        File.Delete(Workspace[$"{Folder}/report.html"]);
        var again = await TryBuildAsync("--no-restore");
        Assert.Equal(1, again.ExitCode);
        Assert.Equal(All, Workspace.Files(Folder));
    }

    [Fact]
    public async Task Are_what_dotnet_test_gives_to_those_who_ask_for_a_file()
    {
        await EvaluateAsync(120);
        var first = await Workspace.TryDotnetAsync("test", "assistant.mergeproj", "-tl:off", "--logger", "trx");
        var again = await Workspace.TryDotnetAsync("test", "assistant.mergeproj", "-tl:off", "--logger", "trx;LogFileName=gates.trx", "--results-directory", "here");

        Assert.True((1, 1) == (first.ExitCode, again.ExitCode), again.Output);
        foreach (var path in new[] { "TestResults/assistant.trx", "here/gates.trx" })
        {
            XNamespace space = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";
            var result = Assert.Single(XDocument.Load(Workspace[path]).Descendants(space + "UnitTestResult"));
            Assert.Equal("Failed", (string?)result.Attribute("outcome"));
        }
    }
}
