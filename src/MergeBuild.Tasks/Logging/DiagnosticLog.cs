using System.Collections.Immutable;
using MergeBuild.Diagnostics;
using Microsoft.Build.Utilities;

namespace MergeBuild.Tasks.Logging;

/// <summary>
/// Writes diagnostics to the build's log in the form that consoles link and GitHub's problem matcher annotates: no
/// subcategory, a position always, and a file relative to the project directory. (MSBuild leaves the project's name off
/// the end of a line whose file is the project's full path, and the matcher needs it.)
/// </summary>
internal sealed class DiagnosticLog(TaskLoggingHelper log, SourceLocation project, string projectDirectory)
{
    /// <summary>Writes all diagnostics of a failure.</summary>
    public void Write(MergeBuildException exception) => Write(exception.Diagnostics);

    /// <summary>Writes diagnostics in order.</summary>
    public void Write(ImmutableArray<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics)
        {
            Write(diagnostic.Descriptor, diagnostic.Message, diagnostic.Location);
        }
    }

    /// <summary>Writes one diagnostic; one that belongs to no line is shown at the top of the project.</summary>
    public void Write(DiagnosticDescriptor descriptor, string message, SourceLocation? location)
    {
        var (file, line, column) = location is { Line: > 0 } ? location : location is null ? project : location with { Line = 1, Column = 1 };
        file = LogText.SanitizePath(Path.IsPathRooted(file) ? Path.GetRelativePath(projectDirectory, file) : file);
        if (descriptor.Severity == DiagnosticSeverity.Error)
        {
            log.LogError(null, descriptor.Code, null, descriptor.HelpLink, file, line, column, 0, 0, "{0}", message);
        }
        else
        {
            log.LogWarning(null, descriptor.Code, null, descriptor.HelpLink, file, line, column, 0, 0, "{0}", message);
        }
    }
}
