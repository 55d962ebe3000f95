using System.Text.RegularExpressions;
using MergeBuild.Testing;

namespace MergeBuild.Cli.Tests;

/// <summary>The table of faults in docs/reliability.md names tests and lines of the runner that are there, and all of the runner's.</summary>
public sealed partial class DocumentedFaults
{
    private static readonly string[][] Rows =
    [
        .. File.ReadLines(Repository.Path("docs/reliability.md"))
            .Select(line => line.Trim('|', ' ').Split(" | "))
            .Where(cells => cells.Length == 4 && int.TryParse(cells[0], out _)),
    ];

    private static IEnumerable<string> Runners => Directory.EnumerateFiles(Repository.Path("eng/faults"), "*.cs", SearchOption.AllDirectories)
        .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
        .Select(path => RunnerName().Match(File.ReadAllText(path)).Groups[1].Value)
        .Where(name => name.Length > 0);

    [Fact]
    public void Are_numbered_without_a_gap_and_each_is_held_by_something()
    {
        Assert.Equal(Enumerable.Range(1, 37), Rows.Select(row => int.Parse(row[0], null)));
        Assert.All(Rows, row => Assert.NotEmpty(Held(row)));
    }

    [Fact]
    public void Are_held_by_tests_that_exist()
    {
        var classes = Directory.EnumerateFiles(Repository.Path("tests"), "*.cs", SearchOption.AllDirectories).ToLookup(path => Path.GetFileNameWithoutExtension(path));
        var named = Rows.SelectMany(row => Name().Matches(row[3]).Select(match => match.Groups[1].Value)).Distinct().ToArray();
        Assert.True(named.Length > 40);
        Assert.All(named, name => Assert.Contains(classes[name], path => File.ReadAllText(path) is var text &&
            text.Contains($"class {name}", StringComparison.Ordinal) && (text.Contains("[Fact]", StringComparison.Ordinal) || text.Contains("[Theory]", StringComparison.Ordinal))));
    }

    [Fact]
    public void Are_all_that_the_runner_injects() => Assert.Equal(
        Runners.Order(StringComparer.Ordinal), Rows.SelectMany(row => Runner().Matches(row[3]).Select(match => match.Groups[1].Value)).Distinct().Order(StringComparer.Ordinal));

    private static IEnumerable<Match> Held(string[] row) => Name().Matches(row[3]).Concat(Runner().Matches(row[3]));

    [GeneratedRegex("`(\\w+)`")]
    private static partial Regex Name();

    [GeneratedRegex("runner: (.+?)(?=, runner: |$)")]
    private static partial Regex Runner();

    [GeneratedRegex("""override string Name => "(.+?)";""")]
    private static partial Regex RunnerName();
}
