using System.Diagnostics;
using MergeBuild.Merging.Engine;

namespace MergeBuild.Cli.Output;

/// <summary>
/// Progress as lines of a log: the first report of each phase, then one every other second, and the last. Reports come
/// from several threads.
/// </summary>
internal sealed class ProgressLines(TextWriter writer) : IProgress<MergeProgress>
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly HashSet<string> _finished = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private string? _phase;
    private long _written;

    public void Report(MergeProgress value)
    {
        lock (_lock)
        {
            var finishes = value.BytesDone >= value.ByteCount && value.TensorsDone >= value.TensorCount && _finished.Add(value.Phase);
            if (finishes || (!_finished.Contains(value.Phase) && (value.Phase != _phase || Stopwatch.GetElapsedTime(_written) >= Interval)))
            {
                writer.WriteLine(value.ToString());
                _phase = value.Phase;
                _written = Stopwatch.GetTimestamp();
            }
        }
    }
}
