using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using MergeBuild.Diagnostics;

namespace MergeBuild.Checkpoints.Tests.Diagnostics;

public sealed partial class Table
{
    [Fact]
    public void Every_code_is_mb_and_four_digits_of_a_known_family() =>
        Assert.All(DiagnosticTable.All, row => Assert.Matches("^MB[1-5][0-9]{3}$", row.Code));

    [Fact]
    public void No_code_is_used_twice() => Assert.Distinct(DiagnosticTable.All.Select(row => row.Code));

    [Fact]
    public void Neighbouring_codes_are_written_down_in_ascending_order()
    {
        // The fields of a class come in the order of their declaration, file by file; a family may have several files.
        var declared = typeof(DiagnosticTable).GetFields(BindingFlags.Public | BindingFlags.Static)
            .OrderBy(field => field.MetadataToken)
            .Select(field => ((DiagnosticDescriptor)field.GetValue(null)!).Code);
        Assert.All(declared.GroupBy(code => code[..^1]), decade => Assert.Equal(decade.Order(StringComparer.Ordinal), decade));
    }

    [Fact]
    public void Every_message_takes_arguments_numbered_without_a_gap() => Assert.All(DiagnosticTable.All, row =>
    {
        var numbers = Placeholders(row);
        Assert.Equal(Enumerable.Range(0, numbers.Length), numbers);
    });

    [Fact]
    public void Every_message_shows_each_of_its_arguments() => Assert.All(DiagnosticTable.All, row =>
    {
        var arguments = Placeholders(row).Select(number => (object)$"argument{number}").ToArray();
        var message = row.With(arguments).Message;
        Assert.All(arguments, argument => Assert.Contains((string)argument, message, StringComparison.Ordinal));
    });

    [Fact]
    public void Every_message_is_one_line_that_the_problem_matcher_reads_to_its_end() => Assert.All(DiagnosticTable.All, row =>
    {
        Assert.DoesNotContain('\n', row.MessageFormat);
        Assert.DoesNotContain(" [", row.MessageFormat, StringComparison.Ordinal);
    });

    [Fact]
    public void Every_row_says_why_and_what_to_do() => Assert.All(DiagnosticTable.All, row =>
    {
        Assert.EndsWith(".", row.Cause, StringComparison.Ordinal);
        Assert.EndsWith(".", row.Cure, StringComparison.Ordinal);
        Assert.EndsWith("#" + row.Code.ToLowerInvariant(), row.HelpLink, StringComparison.Ordinal);
    });

    [Fact]
    public void Numbers_are_written_the_same_in_every_culture()
    {
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("fa-IR");
            Assert.Contains("-1", DiagnosticTable.SafetensorsTooSmall.With("file", -1L).Message, StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    private static int[] Placeholders(DiagnosticDescriptor row) =>
        [.. Placeholder().Matches(row.MessageFormat).Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)).Distinct().Order()];

    [GeneratedRegex(@"\{(\d+)[^}]*\}")]
    private static partial Regex Placeholder();
}
