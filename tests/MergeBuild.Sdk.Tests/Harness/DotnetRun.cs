using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace MergeBuild.Sdk.Tests.Harness;

/// <summary>A finished run of the <c>dotnet</c> command, in an environment that holds nothing of the machine's own.</summary>
public sealed partial record DotnetRun(string Command, int ExitCode, string Output, TimeSpan Elapsed)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(6);

    // What programs need to start at all; everything else, and a CI host's variables first, stays outside.
    private static readonly string[] Inherited =
    [
        "PATH", "HOME", "TMPDIR", "DOTNET_ROOT",
        "USERPROFILE", "SystemRoot", "SystemDrive", "ComSpec", "PATHEXT", "TEMP", "TMP", "APPDATA", "LOCALAPPDATA", "ProgramData",
        "ProgramFiles", "ProgramFiles(x86)",
    ];

    /// <summary>The lines that say error or warning, without the node's number and without the summary at the end.</summary>
    public IEnumerable<string> Problems => Output.Split('\n')
        .Select(line => NodeNumber().Replace(line.TrimEnd('\r'), ""))
        .TakeWhile(line => line is not ("Build FAILED." or "Build succeeded."))
        .Where(line => line.Contains(": error ", StringComparison.Ordinal) || line.Contains(": warning ", StringComparison.Ordinal));

    /// <summary>Whether MSBuild found the merge up to date.</summary>
    public bool MergeWasSkipped => Output.Contains("Skipping target \"MergeModel\" because all output files are up-to-date", StringComparison.Ordinal);

    public static async Task<DotnetRun> StartAsync(
        string directory, string[] arguments, Func<Process, Func<string>, Task>? whileRunning = null,
        IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        Seal(start.Environment);
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var watch = Stopwatch.StartNew();
        var output = new StringBuilder();
        using var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Append(output, line.Data);
        process.ErrorDataReceived += (_, line) => Append(output, line.Data);
        process.Start();
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            await (whileRunning?.Invoke(process, () => Text(output)) ?? Task.CompletedTask);
            await process.WaitForExitAsync(limit.Token);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }

        return new DotnetRun($"dotnet {string.Join(' ', arguments)}", process.ExitCode, Text(output), watch.Elapsed);
    }

    /// <summary>The environment of the runs, for the record.</summary>
    public static IEnumerable<string> Environment
    {
        get
        {
            var start = new ProcessStartInfo();
            Seal(start.Environment);
            return start.Environment.Select(pair => $"{pair.Key}={pair.Value}").Order(StringComparer.Ordinal);
        }
    }

    private static void Seal(IDictionary<string, string?> environment)
    {
        foreach (var name in environment.Keys.Except(Inherited, StringComparer.OrdinalIgnoreCase).ToArray())
        {
            environment.Remove(name);
        }

        environment["NUGET_PACKAGES"] = PackedSdk.Packages;
        environment["MSBUILDDISABLENODEREUSE"] = "1";
        environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        environment["DOTNET_NOLOGO"] = "1";
        environment["DOTNET_SKIP_WORKLOAD_INTEGRITY_CHECK"] = "1";
    }

    // More than the default verbosity begins lines with it.
    [GeneratedRegex(@"^\s*\d+>")]
    private static partial Regex NodeNumber();

    private static void Append(StringBuilder output, string? line)
    {
        lock (output)
        {
            output.Append(line).Append(line is null ? "" : "\n");
        }
    }

    private static string Text(StringBuilder output)
    {
        lock (output)
        {
            return output.ToString();
        }
    }
}
