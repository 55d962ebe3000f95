using System.Collections.Immutable;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Diagnostics;

namespace MergeBuild.Evaluation.Reports;

/// <summary>The folder that holds the reports of a merge.</summary>
public static class ReportFolder
{
    // Nobody holds a lock of a folder of reports: what another program writes there at this moment is no leftover.
    private static readonly TimeSpan Grace = TimeSpan.FromHours(1);

    /// <summary>Writes reports, each of which is at all times absent, old or complete.</summary>
    /// <param name="files">Where to write.</param>
    /// <param name="directory">The folder; created where it is not there.</param>
    /// <param name="input">What to report.</param>
    /// <param name="formats">Which forms; all unless given.</param>
    /// <returns>The paths of the files.</returns>
    /// <exception cref="MergeBuildException">The folder or a file cannot be written.</exception>
    public static ImmutableArray<string> Write(IFileSystem files, string directory, ReportInput input, IReadOnlyCollection<ReportFormat>? formats = null)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(input);
        ImmutableArray<ReportFormat> chosen = [.. ReportFormat.All.Where(format => formats is null || formats.Contains(format))];
        Publication.CollectLeftovers(files, directory, Grace);
        using var publication = new Publication(files, directory);
        foreach (var format in chosen)
        {
            publication.Write(format.FileName, format.Write(input));
        }

        publication.Commit();
        return [.. chosen.Select(format => Path.Combine(directory, format.FileName))];
    }

    /// <summary>The verdict over all suites in one sentence.</summary>
    public static string Headline(ReportInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return Reports.Headline.Of(input);
    }
}
