using MergeBuild.Cli.Output;
using MergeBuild.Diagnostics;

namespace MergeBuild.Cli.Commands;

/// <summary>What every command does around its work: cancellation, diagnostics, the JSON document, the exit code.</summary>
internal static class CommandRun
{
    /// <summary>Runs a command's work.</summary>
    /// <param name="json">Whether standard output gets one JSON document instead of text.</param>
    /// <param name="work">The work; returns what to print.</param>
    public static int Execute(bool json, Func<CancellationToken, CommandOutcome> work)
    {
        using var interruption = new Interruption();
        try
        {
            return Finish(json, work(interruption.Token));
        }
        catch (MergeBuildException exception)
        {
            return Finish(json, new CommandOutcome([], () => { }, exception.Diagnostics));
        }
        catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
        {
            Console.Error.WriteLine("mergebuild: cancelled.");
            return ExitCode.Cancelled;
        }
        catch (Exception exception) when (MemoryLimit.IsExceeded(exception))
        {
            return Finish(json, new CommandOutcome([], () => { }, [MemoryLimit.Diagnostic]));
        }

        // CA1031 Do not catch general exception types: the last resort, so that a fault has its own exit code.
#pragma warning disable CA1031
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Console.Error.WriteLine("mergebuild: internal error; please report it with the text below.");
            Console.Error.WriteLine(exception);
            return ExitCode.InternalError;
        }
    }

    private static int Finish(bool json, CommandOutcome outcome)
    {
        var succeeded = !outcome.Diagnostics.Any(diagnostic => diagnostic.IsError);
        foreach (var diagnostic in outcome.Diagnostics)
        {
            Console.Error.WriteLine(diagnostic);
        }

        if (json && succeeded && outcome.Document is { } document)
        {
            JsonOutput.Write(document);
        }
        else if (json)
        {
            JsonOutput.Write(succeeded, outcome.Json, outcome.Diagnostics);
        }
        else if (succeeded)
        {
            outcome.Print();
        }

        return succeeded ? ExitCode.Success : ExitCode.Failure;
    }
}
