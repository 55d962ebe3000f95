using System.Text.RegularExpressions;
using MergeBuild.Testing;

namespace MergeBuild.Cli.Tests;

/// <summary>The commands of docs/blame.md print what is written there, with the recipe that is written there.</summary>
public sealed partial class DocumentedBlame : IDisposable
{
    private static readonly string Page = File.ReadAllText(Repository.Path("docs/blame.md")).ReplaceLineEndings("\n");

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, string> Commands => [.. Example().Matches(Page).Select(match => (match.Groups["command"].Value, match.Groups["output"].Value))];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Commands))]
    public void Prints_what_the_page_says(string command, string output)
    {
        TinyRecipe.Write(_folder);
        _folder.Write("assistant.yml", Recipe().Match(Page).Groups["recipe"].Value);
        var result = Tool.Run(_folder.Path, [.. command.Split(' ').Select(argument => argument.Replace("suites/", Repository.Path("samples/tiny-assistant/suites/"), StringComparison.Ordinal))]);
        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Equal(Lines(output), Lines(result.Output.Replace(_folder["blame"], "…", StringComparison.Ordinal)));
    }

    [Fact]
    public void Shows_both_commands() => Assert.Equal(["blame", "blame", "predict"], Commands.Select(row => row.Data.Item1.Split(' ')[0]).Order(StringComparer.Ordinal));

    private static IEnumerable<string> Lines(string text) => text.Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0);

    [GeneratedRegex("""^\$ mergebuild (?<command>(blame|predict) .*)\n(?<output>(?:(?!\$ |```).*\n)*)""", RegexOptions.Multiline)]
    private static partial Regex Example();

    [GeneratedRegex("""```yaml\n(?<recipe>[^`]*)```""")]
    private static partial Regex Recipe();
}
