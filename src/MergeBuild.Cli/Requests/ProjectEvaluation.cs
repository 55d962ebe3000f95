using System.Diagnostics;
using MergeBuild.Diagnostics;

namespace MergeBuild.Cli.Requests;

/// <summary>Asks MSBuild about a project: only it knows what properties and items a project has in the end.</summary>
internal static class ProjectEvaluation
{
    /// <summary>Whether a path is that of a project, and not of a recipe or a file of MergeBuild.</summary>
    public static bool IsProject(string path) => Path.GetExtension(path).EndsWith("proj", StringComparison.OrdinalIgnoreCase);

    /// <summary>The full path that a property of a project names.</summary>
    /// <param name="project">The project.</param>
    /// <param name="property">The property's name.</param>
    /// <param name="configuration">The configuration; null for the project's own.</param>
    /// <param name="target">A target to restore the project for and to run before; null to evaluate alone.</param>
    /// <param name="cancellation">Ends MSBuild, too.</param>
    /// <exception cref="MergeBuildException">MB5002: the project cannot be evaluated, or the target fails; the message has its output.</exception>
    public static string PathOf(string project, string property, string? configuration, string? target, CancellationToken cancellation)
    {
        string[] arguments =
        [
            "msbuild", project, $"-getProperty:{property}", "-nologo",
            .. target is null ? Array.Empty<string>() : ["-restore", $"-target:{target}"],
            .. configuration is null ? Array.Empty<string>() : [$"-property:Configuration={configuration}"],
        ];
        var (exitCode, output, error) = Run(project, arguments, cancellation);
        var path = output.Split('\n')[^1].Trim();
        return exitCode == 0 && path.Length > 0
            ? Path.GetFullPath(path, Path.GetDirectoryName(Path.GetFullPath(project))!)
            : throw DiagnosticTable.ProjectNotEvaluated.Exception(
                project, exitCode == 0 ? $"it does not set {property}; is it a project of MergeBuild.Sdk?" : $"{error}\n{output}".Trim());
    }

    private static (int ExitCode, string Output, string Error) Run(string project, string[] arguments, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        try
        {
            using var process = Process.Start(start)!;
            using var ending = cancellation.Register(() => process.Kill(entireProcessTree: true));
            var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
            var output = process.StandardOutput.ReadToEnd().Trim();
            process.WaitForExit();
            cancellation.ThrowIfCancellationRequested();
            return (process.ExitCode, output, error.Result.Trim());
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw DiagnosticTable.ProjectNotEvaluated.Exception(project, $"the command 'dotnet' could not be run: {exception.Message}");
        }
    }
}
