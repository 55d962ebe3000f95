using System.Diagnostics;

namespace MergeBuild.Merging.Engine;

/// <summary>Counts what is done and reports it now and then. Safe for several threads.</summary>
public sealed class ProgressMeter(string phase, int tensorCount, long byteCount, IProgress<MergeProgress>? progress)
{
    private static readonly long ReportInterval = Stopwatch.Frequency / 10;

    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly Lock _lock = new();
    private int _tensorsDone;
    private long _bytesDone;
    private long _lastReport;

    /// <summary>Adds finished work.</summary>
    public void Add(int tensors, long bytes)
    {
        if (progress is null)
        {
            return;
        }

        lock (_lock)
        {
            _tensorsDone += tensors;
            _bytesDone += bytes;
            var now = Stopwatch.GetTimestamp();
            if (now - _lastReport >= ReportInterval || _bytesDone == byteCount)
            {
                _lastReport = now;
                progress.Report(new MergeProgress(phase, _tensorsDone, tensorCount, _bytesDone, byteCount, Stopwatch.GetElapsedTime(_start)));
            }
        }
    }
}
