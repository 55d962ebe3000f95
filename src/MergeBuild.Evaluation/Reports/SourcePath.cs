namespace MergeBuild.Evaluation.Reports;

/// <summary>Paths of sources in reports: relative, with slashes, the same on every machine.</summary>
internal static class SourcePath
{
    /// <summary>The path as it is shown. One that is not relative to the repository is reduced to the file's name: a report tells of no folder outside.</summary>
    public static string Of(string path)
    {
        var slashed = path.Replace('\\', '/');
        var rooted = slashed.StartsWith('/') || slashed.Contains(':', StringComparison.Ordinal) || slashed.Split('/').Contains("..");
        return rooted ? slashed[(slashed.LastIndexOf('/') + 1)..] : slashed.StartsWith("./", StringComparison.Ordinal) ? slashed[2..] : slashed;
    }

    /// <summary>The path as a relative reference of RFC 3986.</summary>
    public static string Uri(string path) => string.Join('/', Of(path).Split('/').Select(part => System.Uri.EscapeDataString(ReportText.Printable(part))));
}
