using System.Text.RegularExpressions;
using MergeBuild.Testing;

namespace MergeBuild.Cli.Tests;

/// <summary>Commands of the documentation that only read the repository print what is written there.</summary>
public sealed partial class DocumentedCommands
{
    public static TheoryData<string, string, string> Commands =>
    [
        .. new[] { "docs/evaluation.md", "docs/cli.md" }.SelectMany(page => Example().Matches(File.ReadAllText(Repository.Path(page)).ReplaceLineEndings("\n"))
            .Select(match => (page, match.Groups["command"].Value, match.Groups["output"].Value))),
    ];

    [Theory]
    [MemberData(nameof(Commands))]
    public void Print_what_the_page_says(string page, string command, string output)
    {
        var arguments = Argument().Matches(command).Select(match => match.Value.Trim('"'));
        var result = Tool.Run(Repository.Root, [.. arguments]);

        Assert.True(result.ExitCode == 0, $"{page}: {result.Error}");
        Assert.Equal(Lines(output), Lines(result.Output));
    }

    [Fact]
    public void Show_evaluation_and_generation() => Assert.Equal(["evaluate", "generate"], Commands.Select(row => row.Data.Item2.Split(' ')[0]).Distinct().Order(StringComparer.Ordinal));

    private static IEnumerable<string> Lines(string text) => text.Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0);

    [GeneratedRegex("""^\$ mergebuild (?<command>(evaluate|generate) .*)\n(?<output>(?:(?!\$ |```).*\n)*)""", RegexOptions.Multiline)]
    private static partial Regex Example();

    [GeneratedRegex("""
        "[^"]*"|\S+
        """)]
    private static partial Regex Argument();
}
