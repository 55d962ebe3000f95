using System.Diagnostics;
using MergeBuild.Merging.Engine;

namespace MergeBuild.Cli.Output;

/// <summary>
/// Progress as lines of a log: one every other second while a phase lasts, and one at its end. Reports come from
/// several threads.
/// </summary>
internal sealed class ProgressLines(TextWriter writer) : IProgress<MergeProgress>
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly HashSet<string> _finished = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private string? _phase;
    private long _mark;

    public void Report(MergeProgress value)
    {
        lock (_lock)
        {
            // A thread may report late, when another has already reported the end.
            if (_finished.Contains(value.Phase))
            {
                return;
            }

            if (value.Phase != _phase)
            {
                _phase = value.Phase;
                _mark = Stopwatch.GetTimestamp();
            }

            var ends = value.BytesDone >= value.ByteCount && value.TensorsDone >= value.TensorCount;
            if (ends)
            {
                _finished.Add(value.Phase);
            }

            if (ends || Stopwatch.GetElapsedTime(_mark) >= Interval)
            {
                writer.WriteLine(value.ToString());
                _mark = Stopwatch.GetTimestamp();
            }
        }
    }
}
