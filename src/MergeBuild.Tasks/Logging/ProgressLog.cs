using System.Diagnostics;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Running;
using MergeBuild.Merging.Engine;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace MergeBuild.Tasks.Logging;

/// <summary>
/// Writes a line of progress every few seconds, for logs without a cursor. A merge that is done before the first line
/// is due writes none.
/// </summary>
internal sealed class ProgressLog(TaskLoggingHelper log, string project) : IProgress<MergeProgress>, IProgress<EvaluationProgress>
{
    private static readonly TimeSpan FirstLine = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly long _start = Stopwatch.GetTimestamp();
    private long _nextLine = FirstLine.Ticks;

    /// <summary>Writes the line if one is due. Several threads may report.</summary>
    public void Report(MergeProgress value) => Report(value.ToString);

    /// <summary>Writes the line if one is due.</summary>
    public void Report(EvaluationProgress value) => Report(value.ToString);

    private void Report(Func<string> text)
    {
        var due = Interlocked.Read(ref _nextLine);
        var elapsed = Stopwatch.GetElapsedTime(_start).Ticks;
        if (elapsed >= due && Interlocked.CompareExchange(ref _nextLine, elapsed + Interval.Ticks, due) == due)
        {
            log.LogMessage(MessageImportance.High, "{0}", LogText.Sanitize($"{project}: {text()}"));
        }
    }
}
