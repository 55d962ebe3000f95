using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Results;

namespace MergeBuild.Evaluation.Harness;

/// <summary>
/// An evaluator of the project's own: a program that is given a model directory and a place for its output, and that writes
/// an evaluation result in our JSON, or the folder of lm-evaluation-harness. See <c>docs/evaluation.md</c>.
/// </summary>
/// <param name="Text">The command, with the placeholders <c>{model}</c> and <c>{output}</c>.</param>
/// <param name="Timeout">How long it may take.</param>
/// <param name="WorkingDirectory">Where it runs; null for the directory of this process.</param>
public sealed record EvaluationCommand(string Text, TimeSpan Timeout, string? WorkingDirectory = null)
{
    /// <summary>Where what the program wrote is read.</summary>
    public IFileSystem Files { get; init; } = PhysicalFileSystem.Instance;

    /// <summary>Runs the command and reads what it wrote.</summary>
    /// <param name="modelDirectory">The model.</param>
    /// <param name="output">A path that does not exist yet; what is there is deleted first. Its folder is created.</param>
    /// <param name="task">The harness task to read; null for the only one.</param>
    /// <param name="onOutput">Told each line that the program writes.</param>
    /// <param name="cancellation">Ends the program and all that it started.</param>
    /// <exception cref="MergeBuildException">MB416x: it did not start, failed, took too long, or wrote nothing that can be read.</exception>
    public EvaluationResult Run(string modelDirectory, string output, string? task = null, Action<string>? onOutput = null, CancellationToken cancellation = default)
    {
        var placeholders = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["model"] = Path.GetFullPath(modelDirectory), ["output"] = Path.GetFullPath(output),
        };
        var words = CommandText.Parse(Text, placeholders);
        CommandOutput.Clear(output);
        RunProgram(words, onOutput, cancellation);
        return CommandOutput.Read(output, task, Files) ?? throw DiagnosticTable.CommandOutputMissing.Exception(Text, output);
    }

    private void RunProgram(ImmutableArray<string> words, Action<string>? onOutput, CancellationToken cancellation)
    {
        var errors = new OutputTail();
        using var process = new Process { StartInfo = StartInfo(words) };
        process.OutputDataReceived += (_, line) => Tell(line.Data);
        process.ErrorDataReceived += (_, line) =>
        {
            errors.Add(line.Data);
            Tell(line.Data);
        };
        Start(process);
        using var timeout = new CancellationTokenSource(Timeout);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        try
        {
            process.WaitForExitAsync(either.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancellation.ThrowIfCancellationRequested();
            throw DiagnosticTable.CommandTimedOut.Exception(Text, Timeout.TotalSeconds, errors.ToString());
        }

        if (process.ExitCode != 0)
        {
            throw DiagnosticTable.CommandFailed.Exception(Text, process.ExitCode, errors.ToString());
        }

        void Tell(string? line)
        {
            if (line is not null)
            {
                onOutput?.Invoke(line);
            }
        }
    }

    private ProcessStartInfo StartInfo(ImmutableArray<string> words) => new(words[0], words.Skip(1))
    {
        UseShellExecute = false,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        CreateNoWindow = true,
        WorkingDirectory = WorkingDirectory ?? "",
    };

    private void Start(Process process)
    {
        try
        {
            process.Start();
        }
        catch (Exception exception) when (exception is Win32Exception or IOException or InvalidOperationException)
        {
            throw DiagnosticTable.CommandNotStarted.Exception(Text, exception.Message);
        }

        // A program that asks gets no answer, rather than waiting for one until the time is over.
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }
}
