using MergeBuild.Testing;

namespace MergeBuild.Cli.Tests;

public sealed class ReportedVerdicts : IDisposable
{
    private static readonly string[] All = ["junit.xml", "report.html", "report.json", "report.md", "report.sarif", "results.trx"];

    private static readonly string Verdicts = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "verdicts.json"));

    private readonly TemporaryFolder _folder = new();

    public ReportedVerdicts() => _folder.Write("assistant/verdicts.json", Verdicts);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Lie_beside_the_verdicts_in_all_forms()
    {
        var result = Tool.Run(_folder.Path, "report", "assistant/verdicts.json");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        var page = File.ReadAllText(Repository.Path("docs/cli.md")).ReplaceLineEndings("\n");
        Assert.Contains("$ mergebuild report assistant/verdicts.json\n" + result.Output.ReplaceLineEndings("\n").Replace('\\', '/') + "```", page, StringComparison.Ordinal);
        Assert.Equal(All, Names("assistant/report"));
        Assert.Contains("✗ `assistant`", File.ReadAllText(_folder["assistant/report/report.md"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Go_where_they_are_told_in_the_forms_that_are_asked_for()
    {
        var result = Tool.Run(_folder.Path, "report", "assistant/verdicts.json", "--output", "out", "--format", "markdown", "--format", "junit", "--name", "my merge", "--json");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal("Fail", (string?)result.Json["outcome"]);
        Assert.Equal(["junit.xml", "report.md"], Names("out"));
        Assert.Contains("`my merge`", File.ReadAllText(_folder["out/report.md"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Show_the_effects_that_blame_measured()
    {
        _folder.Write("effects.json", """
            {"schemaVersion": 1, "parents": ["math", "prose"], "suites": [{"suite": "sums", "metric": "exact_match", "score": 0.9}], "matrix": [
              {"parent": "math", "suite": "sums", "with": 0.9, "without": 0.4, "effect": 0.5, "lower": 0.4, "upper": 0.6},
              {"parent": "prose", "suite": "sums", "with": 0.9, "without": 0.95, "effect": -0.05, "lower": -0.1, "upper": 0.01}]}
            """);
        Assert.Equal(0, Tool.Run(_folder.Path, "report", "assistant/verdicts.json", "--effects", "effects.json").ExitCode);

        var effects = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(_folder["assistant/report/report.json"]))!["effects"]!;
        Assert.Equal([0.5, -0.05], effects["rows"]!.AsArray().Select(row => (double)row![0]!["difference"]!));
        Assert.Contains("prose", File.ReadAllText(_folder["assistant/report/report.html"]), StringComparison.Ordinal);

        _folder.Write("effects.json", """{"schemaVersion": 1, "parents": [], "suites": [], "matrix": [{"parent": 1}]}""");
        var refused = Tool.Run(_folder.Path, "report", "assistant/verdicts.json", "--effects", "effects.json");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("error MB4300: 'effects.json' holds no effects of parents on suites", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Are_the_same_each_time()
    {
        string[] Bytes()
        {
            Assert.Equal(0, Tool.Run(_folder.Path, "report", "assistant/verdicts.json").ExitCode);
            return [.. All.Select(name => File.ReadAllText(_folder["assistant/report/" + name]))];
        }

        Assert.Equal(Bytes(), Bytes());
    }

    [Fact]
    public void Are_also_made_of_what_a_build_wrote_around_the_verdicts()
    {
        const string Finding = """{"code": "MB4241", "message": "The tensor 'a' of the merge is zero throughout, and that of no parent is.", "parent": null}""";
        _folder.Write("model/merge.verdicts.json", $$"""{"schemaVersion": 1, "manifest": "0", "integrity": {"schemaVersion": 1, "manifest": "0", "findings": [{{Finding}}]}, "gates": {{Verdicts}}}""");
        var result = Tool.Run(_folder.Path, "report", "model/merge.verdicts.json", "--format", "markdown");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.StartsWith("The merge lost skills of 'math'. Its weights are not sound.", result.Output, StringComparison.Ordinal);
        Assert.Contains("* `MB4241`: The tensor 'a' of the merge is zero", File.ReadAllText(_folder["model/report/report.md"]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"gates": {}}""", "MB4204")]
    [InlineData("""{"gates": null, "integrity": {"findings": [{"code": 1}]}}""", "MB4204")]
    [InlineData("{}", "MB4204")]
    [InlineData("no JSON", "MB4204")]
    public void Must_be_verdicts(string text, string code)
    {
        _folder.Write("other.json", text);
        var result = Tool.Run(_folder.Path, "report", "other.json");
        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Contains($"error {code}: ", result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["report"]));
    }

    private string[] Names(string folder) => [.. Directory.EnumerateFiles(_folder[folder]).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];
}
