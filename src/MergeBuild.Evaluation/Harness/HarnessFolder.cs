using MergeBuild.Diagnostics;

namespace MergeBuild.Evaluation.Harness;

/// <summary>How the harness names its files: <c>results_TIME.json</c> and <c>samples_TASK_TIME.jsonl</c>, or <c>STEM_TIME.json</c>.</summary>
internal static class HarnessFolder
{
    /// <summary>The results of a folder, or of the one folder of a model in it.</summary>
    /// <exception cref="MergeBuildException">MB4150 or MB4156: there are none, or several.</exception>
    public static string FindResults(string folder)
    {
        var found = Results(folder);
        if (found.Length == 0)
        {
            found = [.. Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal).SelectMany(Results)];
        }

        return found.Length switch
        {
            0 => throw DiagnosticTable.HarnessResultsMissing.Exception(folder),
            1 => found[0],
            _ => throw DiagnosticTable.HarnessResultsAmbiguous.Exception(found[0], found[1]),
        };
    }

    /// <summary>Where the samples of a task are, by the time in the name of the results.</summary>
    /// <exception cref="MergeBuildException">MB4152: there is no such file.</exception>
    public static string SamplesOf(string results, string task)
    {
        var stem = Path.GetFileNameWithoutExtension(results);
        var time = stem[(stem.LastIndexOf('_') + 1)..];
        var name = $"samples_{task}_{time}.jsonl";
        var path = Path.Combine(Path.GetDirectoryName(results) ?? "", name);
        return File.Exists(path) ? path : throw DiagnosticTable.HarnessSamplesMissing.Exception(task, path);
    }

    private static string[] Results(string folder) =>
        [.. Directory.EnumerateFiles(folder, "results_*.json").Order(StringComparer.Ordinal)];
}
