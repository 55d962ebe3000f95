using System.Text;
using System.Text.RegularExpressions;
using MergeBuild.Evaluation.Gates;
using MergeBuild.Evaluation.Reports;

namespace MergeBuild.Evaluation.Tests.Reports;

/// <summary>The Markdown of a step's summary.</summary>
public sealed partial class Summaries
{
    private const int GitHubsLimit = 1 << 20;

    [Fact]
    public void Begin_with_the_verdict_and_list_what_failed_first()
    {
        var lines = Text(MadeReports.Lost).Split('\n');
        Assert.Equal(["", "### ✗ `assistant` `1.4.0`", "", "**The merge lost skills of 'math'.**"], lines[..4]);
        Assert.Equal(
            "| ✗ **fail** | `math` exact\\_match | `math` | 79.1 % | 73.9 % to 83.8 % | 95.0 % | 240 | −22.3 %, worse |",
            lines.First(line => line.StartsWith("| ✗", StringComparison.Ordinal)));
        Assert.Equal(["✗", "!", "✓", "✓", "✓", "✓"], Rows(lines).Select(row => row[2..3]));
    }

    [Fact]
    public void Have_as_many_cells_in_every_row_whatever_names_hold()
    {
        var rows = Rows(Text(MadeReports.OfHostileNames).Split('\n')).ToArray();
        Assert.Equal(MadeReports.Lost.Gates.Verdicts.Length, rows.Length);
        Assert.All(rows, row => Assert.Equal(9, Bar().Count(row)));
    }

    [Fact]
    public void Have_no_links_mentions_or_markup_of_others()
    {
        // What stands in code spans is text.
        var text = Code().Replace(Text(MadeReports.OfHostileNames), "");
        Assert.DoesNotMatch(@"(?<!\\)[\[\]<>#`]", text.Replace("### ", "", StringComparison.Ordinal));
        Assert.DoesNotMatch(@"(?<!\\)://|www\.|@\w|(?m)^::", text);
        Assert.DoesNotContain('\u001b', text);
        Assert.DoesNotContain('\r', text);
    }

    [Fact]
    public void Are_shorter_than_what_is_shown_whatever_comes_in()
    {
        var long_ = string.Concat(Enumerable.Repeat("|`<&漢", 5000));
        var verdict = MadeReports.OfHostileNames.Gates.Verdicts[0] with { Suite = long_, Parent = long_, Metric = long_, Notes = [new VerdictNote(long_, long_)], IsBlocked = true };
        var text = Text(MadeReports.OfHostileNames with { Gates = new GateReport("", [.. Enumerable.Repeat(verdict, 3000)]) });
        Assert.InRange(Encoding.UTF8.GetByteCount(text), 1000, GitHubsLimit);
        Assert.Contains("… and 2900 more verdicts in the report.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Leave_annotations_to_the_problem_matcher() => Assert.DoesNotContain("::", Text(MadeReports.Lost), StringComparison.Ordinal);

    private static string Text(ReportInput input) => Encoding.UTF8.GetString(ReportFormat.Find("markdown")!.Write(input));

    private static IEnumerable<string> Rows(string[] lines) => lines.Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| |", StringComparison.Ordinal));

    // A bar that no backslash stands before divides cells, even within code (GitHub Flavored Markdown, section 4.10).
    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex Bar();

    // A backtick behind a backslash opens no code (CommonMark 0.31, section 6.1).
    [GeneratedRegex(@"(?<![`\\])(`+)(?!`).*?(?<!`)\1(?!`)", RegexOptions.Singleline)]
    private static partial Regex Code();
}
