using MergeBuild.Evaluation.Reports;

namespace MergeBuild.Tasks.Gating;

/// <summary>The file of test results that <c>dotnet test --logger trx</c> asks for, as MSBuild passes it on.</summary>
internal static class TestResultFile
{
    private const string Logger = "trx";
    private const string FileNameOption = "LogFileName=";

    /// <summary>Where the file goes; null where none is asked for.</summary>
    /// <param name="logger">The property VSTestLogger: <c>trx</c>, perhaps with <c>;LogFileName=NAME</c>, among others with semicolons or commas between them.</param>
    /// <param name="project">The project's name, which names the file unless the logger does.</param>
    public static string? NameOf(string? logger, string project)
    {
        var parts = (logger ?? "").Split([';', ','], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return !parts.Contains(Logger, StringComparer.OrdinalIgnoreCase) ? null
            : parts.FirstOrDefault(part => part.StartsWith(FileNameOption, StringComparison.OrdinalIgnoreCase)) is { } named ? Path.GetFileName(named[FileNameOption.Length..])
            : project + "." + Logger;
    }

    /// <summary>Puts a copy of the report of that form there.</summary>
    public static void Copy(string reportDirectory, string destination)
    {
        var source = Path.Combine(reportDirectory, ReportFormat.Find(Logger)!.FileName);
        if (File.Exists(source))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(destination)!);
            File.Copy(source, destination, overwrite: true);
        }
    }
}
