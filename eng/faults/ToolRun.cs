using System.Diagnostics;
using System.Text.RegularExpressions;

namespace MergeBuild.Faults;

/// <summary>A finished run of a program.</summary>
/// <param name="ExitCode">As a shell shows it: 128 and the signal for a program that was killed.</param>
/// <param name="Output">Both streams.</param>
internal sealed partial record ToolRun(int ExitCode, string Output)
{
    private const int Killed = 137;
    private const int Terminated = 143;
    private const int Cancelled = 130;
    private const string NoDescriptors = ".NET had too few open files for itself";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>The command line of the tool that lies beside this program.</summary>
    public static string[] Tool(params string[] arguments) => ["dotnet", "exec", Path.Combine(AppContext.BaseDirectory, "mergebuild.dll"), .. arguments];

    /// <summary>Runs a program to its end.</summary>
    public static ToolRun Of(string folder, params string[] command) => Of(folder, command, null);

    /// <summary>Runs a program, and does something to it meanwhile.</summary>
    public static ToolRun Of(string folder, string[] command, Action<Process>? meanwhile, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(command[0], command[1..]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        meanwhile?.Invoke(process);
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            return new ToolRun(-1, "It hangs.");
        }

        return new ToolRun(process.ExitCode, output.Result + error.Result);
    }

    /// <summary>How it ended, for the table.</summary>
    public string End => ExitCode switch
    {
        0 => "done",
        Killed => "killed",
        Cancelled or Terminated => "cancelled",
        _ when Codes.Length > 0 => Codes[0],
        _ when Output.Contains("Could not load file or assembly", StringComparison.Ordinal) || Output.Contains("Too many open files", StringComparison.Ordinal) => NoDescriptors,
        _ when !Output.Contains("mergebuild", StringComparison.OrdinalIgnoreCase) => ".NET did not start",
        _ => $"exit code {ExitCode}",
    };

    /// <summary>What is wrong with the way it failed, or null: it must have ended by a signal, before it began, or with one diagnostic.</summary>
    public string? FailureProblem => ExitCode is 0 or Killed or Cancelled or Terminated ? null
        : Codes.Length == 1 && !Output.Contains("\n   at ", StringComparison.Ordinal) ? null
        : End is ".NET did not start" or NoDescriptors ? null
        : $"exit code {ExitCode} with {Codes.Length} diagnostics: {Output.Trim()}";

    private string[] Codes => [.. Code().Matches(Output).Select(match => match.Groups[1].Value).Distinct()];

    [GeneratedRegex(@"error (MB\d{4}):")]
    private static partial Regex Code();
}
