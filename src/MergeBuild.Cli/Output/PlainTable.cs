using MergeBuild.Diagnostics;
using Spectre.Console;

namespace MergeBuild.Cli.Output;

/// <summary>Tables of text. Names come out of files that strangers wrote, and are made safe to print.</summary>
internal static class PlainTable
{
    private static readonly string[] Quantities = ["Shape", "Size", "Tensors", "Parameters", "Blocks", "Merged", "Reused"];

    /// <summary>A table of rows under headings; quantities stand to the right.</summary>
    public static Table Of(string[] headings, IEnumerable<string[]> rows)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var heading in headings)
        {
            var column = new TableColumn(new Text(heading));
            table.AddColumn(Quantities.Contains(heading, StringComparer.Ordinal) ? column.RightAligned() : column);
        }

        foreach (var row in rows)
        {
            table.AddRow(row.Select(cell => new Text(LogText.Sanitize(cell))));
        }

        return table;
    }
}
