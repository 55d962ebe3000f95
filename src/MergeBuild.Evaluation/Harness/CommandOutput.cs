using MergeBuild.Checkpoints.Files;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Results;

namespace MergeBuild.Evaluation.Harness;

/// <summary>What an evaluation command wrote: a file in our JSON, or a file or folder of the harness.</summary>
internal static class CommandOutput
{
    /// <summary>Deletes what an earlier run left, so that it is never taken for this one's.</summary>
    public static void Clear(string path)
    {
        try
        {
            // First, since deleting a file of a folder that does not exist is an error.
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            if (Directory.Exists(path))
            {
                Directory.Delete(path, recursive: true);
            }

            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw DiagnosticTable.FileNotWritable.Exception(path, exception.Message);
        }
    }

    /// <summary>Reads the output; null when there is none.</summary>
    public static EvaluationResult? Read(string path, string? task, IFileSystem files)
    {
        if (Directory.Exists(path))
        {
            return Directory.EnumerateFileSystemEntries(path).Any() ? Only(HarnessResults.Read(path, files), path, task) : null;
        }

        if (!File.Exists(path))
        {
            return null;
        }

        return IsHarness(path, files) ? Only(HarnessResults.Read(path, files), path, task) : EvaluationResultJson.ReadFile(path, files);
    }

    // Our own results have a schemaVersion, and no member "results".
    private static bool IsHarness(string path, IFileSystem files)
    {
        try
        {
            return PythonJson.Read(files.ReadAllBytes(path)) is System.Text.Json.Nodes.JsonObject json && json["results"] is not null && json["schemaVersion"] is null;
        }
        catch (System.Text.Json.JsonException)
        {
            return false;
        }
    }

    private static EvaluationResult Only(HarnessResults results, string path, string? task) => (task, results.Tasks) switch
    {
        ({ } name, _) => results.Task(name, withSamples: true),
        (null, [var only]) => results.Task(only, withSamples: true),
        _ => throw DiagnosticTable.HarnessTaskMissing.Exception(path, "", $"; it has {string.Join(", ", results.Tasks)}, and one must be named"),
    };
}
