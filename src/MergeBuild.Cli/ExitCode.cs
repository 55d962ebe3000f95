namespace MergeBuild.Cli;

/// <summary>What the process tells its caller; documented in <c>docs/cli.md</c>.</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Success = 0;

    /// <summary>The merge, inspection or verification failed; diagnostics say why.</summary>
    public const int Failure = 1;

    /// <summary>The command line is wrong; nothing was done.</summary>
    public const int Usage = 2;

    /// <summary>A fault in MergeBuild itself (EX_SOFTWARE).</summary>
    public const int InternalError = 70;

    /// <summary>Cancelled by a signal, as shells report Ctrl-C.</summary>
    public const int Cancelled = 130;
}
