using System.Globalization;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Diagnostics;
using MergeBuild.Tasks.Logging;
using MergeBuild.Tasks.Sources;
using Microsoft.Build.Framework;
using Task = Microsoft.Build.Utilities.Task;

namespace MergeBuild.Tasks;

// CA1819 Properties should not return arrays: MSBuild sets item lists as arrays.
#pragma warning disable CA1819

/// <summary>What all tasks share: where the project is, and how failures reach the log.</summary>
public abstract class ProjectTask : Task
{
    /// <summary>The full path of the project.</summary>
    [Required]
    public string ProjectFile { get; set; } = "";

    /// <summary>Files that may set properties for the project, such as <c>Directory.Build.props</c>.</summary>
    public string[] ImportedFiles { get; set; } = [];

    /// <summary>What the project's properties say: items of the names of this task's properties, with the metadata Value.</summary>
    public ITaskItem[] Settings { get; set; } = [];

    /// <summary>The folder in obj that one build of the project at a time works in.</summary>
    public string LockDirectory { get; set; } = "";

    /// <summary>Runs the task; every failure becomes a diagnostic.</summary>
    public sealed override bool Execute()
    {
        var diagnostics = new DiagnosticLog(Log, Source.Project, ProjectDirectory);
        try
        {
            ProjectSettings.Apply(this, Settings, Source);
            Run(diagnostics);
        }
        catch (MergeBuildException exception)
        {
            diagnostics.Write(exception);
        }
        catch (OperationCanceledException)
        {
            ProjectLock.Release();
            return false;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            diagnostics.Write([DiagnosticTable.BuildFilesFailed.With(exception.Message)]);
        }
        catch (Exception exception) when (MemoryLimit.IsExceeded(exception))
        {
            diagnostics.Write([MemoryLimit.Diagnostic]);
        }
#pragma warning disable CA1031 // Do not catch general exception types: MSBuild would print a stack trace instead of a diagnostic.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            var error = DiagnosticTable.InternalError.With($"{exception.GetType().Name}: {exception.Message}");
            diagnostics.Write([error]);
            foreach (var line in exception.ToString().Split('\n'))
            {
                Say(MessageImportance.Normal, line.TrimEnd('\r'));
            }
        }

        if (Log.HasLoggedErrors)
        {
            // The targets after this one do not run, and one of them would have done it.
            ProjectLock.Release();
        }

        return !Log.HasLoggedErrors;
    }

    /// <summary>The lock of <see cref="LockDirectory"/>, which outlives a task.</summary>
    private protected ProjectLock ProjectLock => field ??= new(BuildEngine, ProjectFile, Path.TrimEndingDirectorySeparator(FullPath(LockDirectory)));

    /// <summary>Waits until no other build writes to a directory, and says so; null where this project holds its lock already.</summary>
    private protected DirectoryLock? Lock(string directory, CancellationToken cancellation) => directory == ProjectLock.Directory && ProjectLock.IsHeld
        ? null
        : ProjectLock.Take(
            directory,
            () => Say(MessageImportance.High, $"{Path.GetFileNameWithoutExtension(ProjectFile)}: waiting for another build to be done with '{directory}'."),
            cancellation);

    /// <summary>Writes a line to the log. Names from files and of files are in most lines, so each is made harmless.</summary>
    private protected void Say(MessageImportance importance, string line) => Log.LogMessage(importance, "{0}", LogText.Sanitize(line));

    /// <summary>Does the task's work.</summary>
    private protected abstract void Run(DiagnosticLog diagnostics);

    /// <summary>The project with the places of its items.</summary>
    private protected ProjectSource Source => field ??= new(ProjectFile, ImportedFiles);

    /// <summary>The project's folder.</summary>
    private protected string ProjectDirectory => Path.GetDirectoryName(ProjectFile)!;

    /// <summary>Reads a value of a property.</summary>
    private protected delegate bool Parser<T>(string text, out T value);

    /// <summary>The value of a property, or the usual one where it is not set; a wrong one is reported at its place.</summary>
    private protected T Value<T>(string name, string? text, T byDefault, Parser<T> parse, DiagnosticDescriptor descriptor, DiagnosticBag problems) =>
        Value(name, text, byDefault, parse, descriptor, written => [written], problems);

    /// <summary>The same, with a message of other parts.</summary>
    private protected T Value<T>(
        string name, string? text, T byDefault, Parser<T> parse, DiagnosticDescriptor descriptor, Func<string, object?[]> parts, DiagnosticBag problems)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return byDefault;
        }

        if (parse(text.Trim(), out var value))
        {
            return value;
        }

        problems.Report(descriptor.At(Source.Property(name, text).Location, parts(text)));
        return byDefault;
    }

    /// <summary>Reads a whole number above 0.</summary>
    private protected static bool TryParseThreads(string text, out int threads) =>
        int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out threads) && threads > 0;

    /// <summary>A path of the project as a full path.</summary>
    private protected string FullPath(string path) => Path.GetFullPath(path, ProjectDirectory);
}
