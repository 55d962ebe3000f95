using MergeBuild.Cli.Requests;
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

        if (!ProjectEvaluation.IsProject(path))
        {
            return path;
        }

        return ProjectEvaluation.PathOf(path, Property, configuration, target: null, CancellationToken.None);
    }
}
