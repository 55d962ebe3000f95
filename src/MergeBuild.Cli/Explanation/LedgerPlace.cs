using System.Diagnostics;
using MergeBuild.Diagnostics;

namespace MergeBuild.Cli.Explanation;

/// <summary>Finds the ledger of a project; MSBuild itself says where its intermediate files lie.</summary>
internal static class LedgerPlace
{
    private const string Property = "MergeLedgerFile";

    /// <summary>The path of the ledger that a path means: its own, or that of a project.</summary>
    /// <exception cref="MergeBuildException">There is no such file (MB5001), or the project cannot be evaluated (MB5002).</exception>
    public static string Of(string path, string? configuration)
    {
        if (!File.Exists(path))
        {
            throw DiagnosticTable.ProjectNotFound.Exception(path);
        }

        if (!Path.GetExtension(path).EndsWith("proj", StringComparison.OrdinalIgnoreCase))
        {
            return path;
        }

        var (exitCode, output) = Evaluate(path, configuration);
        return exitCode == 0 && output.Length > 0
            ? Path.GetFullPath(output, Path.GetDirectoryName(Path.GetFullPath(path))!)
            : throw DiagnosticTable.ProjectNotEvaluated.Exception(path, exitCode == 0 ? $"it does not set {Property}; is it a project of MergeBuild.Sdk?" : output);
    }

    private static (int ExitCode, string Output) Evaluate(string path, string? configuration)
    {
        var start = new ProcessStartInfo("dotnet", ["msbuild", path, $"-getProperty:{Property}", "-nologo"])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        if (configuration is not null)
        {
            start.ArgumentList.Add($"-property:Configuration={configuration}");
        }

        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEnd().Trim();
            process.WaitForExit();
            return (process.ExitCode, output);
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw DiagnosticTable.ProjectNotEvaluated.Exception(path, $"the command 'dotnet' could not be run: {exception.Message}");
        }
    }
}
