namespace MergeBuild.Faults.Faults;

/// <summary>Runs a command under <c>strace</c>, which makes system calls fail, or kills the process at one.</summary>
internal static class Strace
{
    /// <summary>Why it cannot be used here, or null.</summary>
    public static string? Missing { get; } = Try();

    /// <summary>The command under strace.</summary>
    /// <param name="call">The system calls, with commas between them.</param>
    /// <param name="what">What is injected, as <c>error=EIO</c> or <c>signal=SIGKILL</c>.</param>
    /// <param name="when">Which call of each thread, counted from 1; with a plus sign, that and all after it.</param>
    /// <param name="path">Only calls that touch this file; null for all.</param>
    /// <param name="command">What is run.</param>
    public static string[] Around(string call, string what, string when, string? path, string[] command) =>
    [
        "strace", "-f", "-qqq", "-o", "/dev/null", "-e", $"trace={call}", .. path is null ? Array.Empty<string>() : ["-P", path],
        "-e", $"inject={call}:{what}:when={when}", .. command,
    ];

    private static string? Try()
    {
        try
        {
            var run = ToolRun.Of("/", Around("fsync", "error=EIO", "1", null, ["true"]));
            return run.ExitCode == 0 ? null : $"strace does not work here: {run.Output.Trim()}";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "there is no strace";
        }
    }
}
