using System.Collections.Immutable;

namespace MergeBuild.Evaluation.Reports;

/// <summary>A form of report: its name, its file, and what writes it.</summary>
public sealed record ReportFormat
{
    private readonly Func<ReportInput, byte[]> _write;

    private ReportFormat(string name, string fileName, Func<ReportInput, byte[]> write) => (Name, FileName, _write) = (name, fileName, write);

    /// <summary>All forms, in the order in which they are written: the page that people look at last, when the others are there.</summary>
    public static ImmutableArray<ReportFormat> All { get; } =
    [
        new("json", "report.json", ReportJson.Write),
        new("junit", "junit.xml", JUnitReport.Write),
        new("trx", "results.trx", TrxReport.Write),
        new("sarif", "report.sarif", SarifReport.Write),
        new("markdown", "report.md", MarkdownReport.Write),
        new("html", "report.html", Html.HtmlReport.Write),
    ];

    /// <summary>The form of that name, or null.</summary>
    public static ReportFormat? Find(string name) => All.FirstOrDefault(format => format.Name == name);

    /// <summary>What commands and properties call it.</summary>
    public string Name { get; }

    /// <summary>The file's name.</summary>
    public string FileName { get; }

    /// <summary>The bytes of the report; the same input gives the same bytes.</summary>
    public byte[] Write(ReportInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return _write(input);
    }
}
