using MergeBuild.Sdk.Tests.Harness;
using MergeBuild.Testing;

namespace MergeBuild.Sdk.Tests;

/// <summary>The shipped sample, really evaluated: what it keeps, and what worse recipes lose.</summary>
public sealed class TrainedExperts : MergeTest
{
    private const string Recipe = "samples/tiny-assistant/ties/assistant-ties.mergeproj";

    private readonly string _recipe;

    public TrainedExperts(PackedSdk sdk)
        : base(sdk)
    {
        var sample = Repository.Path("samples/tiny-assistant").Replace('\\', '/');
        _recipe = File.ReadAllText(Repository.Path(Recipe))
            .Replace("<Project>", "<Project Sdk=\"MergeBuild.Sdk\">", StringComparison.Ordinal)
            .Replace("  <Import Project=\"../../../build/Sdk/Sdk.props\" />\n", "", StringComparison.Ordinal)
            .Replace("  <Import Project=\"../../../build/Sdk/Sdk.targets\" />\n", "", StringComparison.Ordinal)
            .Replace("../", sample + "/", StringComparison.Ordinal);
        Workspace.Write("assistant.mergeproj", _recipe);
    }

    [Fact]
    public async Task Keep_their_skills_in_the_shipped_merge_and_are_not_evaluated_by_a_build_with_nothing_to_do()
    {
        var first = await BuildAsync();
        Directory.Delete(Workspace["obj/assistant/evaluation"], recursive: true);
        var second = await BuildAsync("--no-restore");
        var test = await Workspace.DotnetAsync("test", "assistant.mergeproj", "-tl:off", "--no-restore");

        Assert.Empty(first.Problems);
        Assert.Equal(DocumentedTests(), test.Output.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith("Passed ", StringComparison.Ordinal)));
        Assert.Contains("assistant: gates: 5 passed, 0 failed, 0 inconclusive; least retention 86.2 % (math)", first.Output, StringComparison.Ordinal);
        Assert.Empty(second.Problems);
        Assert.True(second.MergeWasSkipped);
        Assert.False(Directory.Exists(Workspace["obj/assistant/evaluation"]));
    }

    [Theory]
    [InlineData("parents/math\" Weight=\"1\"", "parents/math\" Weight=\"0\"", "math")]
    [InlineData("Density=\"0.3\"", "Density=\"0.02\"", "math", "strings")]
    public async Task Lose_them_in_worse_merges_at_the_line_of_their_suite(string right, string wrong, params string[] lost)
    {
        var worse = _recipe.Replace(right, wrong, StringComparison.Ordinal);
        Workspace.Write("assistant.mergeproj", worse);
        var run = await Workspace.TryDotnetAsync("build", "assistant.mergeproj", "-tl:off");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(lost, run.Problems.Select(line => ProblemMatcher.Read(line)!).Select(found =>
        {
            var line = worse.Split('\n')[found.Line - 1];
            var parent = line.Split("Parent=\"")[1].Split('"')[0];
            Assert.Equal(("MB4210", "assistant.mergeproj"), (found.Code, found.File));
            Assert.StartsWith("MinimumRetention=", line[(found.Column - 1)..], StringComparison.Ordinal);
            Assert.StartsWith($"The merge lost what '{parent}' knows", found.Message, StringComparison.Ordinal);
            return parent;
        }));
    }

    private static IEnumerable<string> DocumentedTests() => File.ReadAllText(Repository.Path("docs/gates.md")).ReplaceLineEndings("\n")
        .Split("$ dotnet test samples/tiny-assistant/ties\n")[1].Split("```")[0]
        .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim());
}
