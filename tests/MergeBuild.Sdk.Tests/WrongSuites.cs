using System.Security;
using MergeBuild.Sdk.Tests.Harness;

namespace MergeBuild.Sdk.Tests;

/// <summary>Mistakes in suites, told before anything is merged, each where GitHub's problem matcher shows it.</summary>
public sealed class WrongSuites(PackedSdk sdk) : GateTest(sdk)
{
    private const string Suite = """Include="sums" Parent="math" Results="results/{name}.json" MinimumRetention="0.95" />""";
    private const string BuiltIn = """Include="suite.jsonl" Parent="math" """;

    [Fact]
    public async Task Are_told_what_is_wrong_and_where()
    {
        Workspace.Write("suite.jsonl", """{"id": "1", "prompt": "add 1 1 =", "answer": " 2"}""" + "\n");
        Workspace.Write("broken.jsonl", """{"id": "1", "prompt": "add 1 1 =", "anser": " 2"}""" + "\n");
        Workspace.Write("settings.json", """{ "fewshot": 2 }""");
        string[] wrong =
        [
            Suite.Replace("Parent=", "Parrent=", StringComparison.Ordinal),
            Suite.Replace("math", "maths", StringComparison.Ordinal),
            Suite.Replace("0.95", "95%", StringComparison.Ordinal),
            Suite.Replace("0.95", "2.5", StringComparison.Ordinal),
            Suite.Replace("MinimumRetention=\"0.95\"", "Policy=\"Proof\"", StringComparison.Ordinal),
            Suite.Replace("MinimumRetention=\"0.95\"", "Limit=\"10\"", StringComparison.Ordinal),
            Suite.Replace("MinimumRetention=\"0.95\"", "Command=\"true\"", StringComparison.Ordinal),
            Suite.Replace("\"sums\"", "\"su ms\"", StringComparison.Ordinal),
            Suite + "\n    <EvaluationSuite " + Suite,
            BuiltIn + "FewShot=\"two\" />",
            BuiltIn + "Stride=\"5\" />",
            BuiltIn + "Settings=\"settings.json\" />",
            BuiltIn + "Metric=\"exactmatch\" />",
            BuiltIn + "Metric=\"refusal_rate\" />",
            BuiltIn + "CommandTimeout=\"5\" />",
            BuiltIn.Replace("suite.jsonl", "broken.jsonl", StringComparison.Ordinal) + "/>",
            BuiltIn.Replace("suite.jsonl", "none.jsonl", StringComparison.Ordinal) + "/>",
            Suite.Replace("Results=\"results/{name}.json\"", "Command=\"true\" CommandTimeout=\"soon\"", StringComparison.Ordinal),
            Suite + "<!-- GateConfidence --></ItemGroup><PropertyGroup><GateConfidence>95</GateConfidence></PropertyGroup><ItemGroup>",
            BuiltIn + "Stop=\"[&quot;\\ud800&quot;]\" />",
        ];
        foreach (var (index, suite) in wrong.Index())
        {
            Workspace.Write($"{index + 1:D2}.mergeproj", GatedProject.Replace(Suite, suite, StringComparison.Ordinal));
        }

        File.Delete(Workspace["assistant.mergeproj"]);
        Workspace.Write("all.slnx", $"<Solution>{string.Concat(Directory.GetFiles(Workspace.Root, "*.mergeproj").Order(StringComparer.Ordinal).Select(path =>
            $"""<Project Path="{SecurityElement.Escape(Path.GetFileName(path))}" Type="Common C#" />"""))}</Solution>");
        var run = await Workspace.TryDotnetAsync("build", "all.slnx", "-tl:off");

        Assert.Equal(1, run.ExitCode);
        Assert.Empty(Workspace.Files("bin"));
        Snapshot.Match(string.Join('\n', run.Problems
            .Select(line => ProblemMatcher.Read(line) ?? throw new InvalidOperationException($"GitHub shows nothing for: {line}"))
            .Select(found => $"{found.File}({found.Line},{found.Column}) {found.Severity} {found.Code}\n    {found.Message}"
                .Replace(Workspace.Root, "(root)", StringComparison.Ordinal).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)));
    }
}
