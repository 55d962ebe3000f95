using System.Diagnostics;
using MergeBuild.Merging.Engine;

namespace MergeBuild.Packaging.Hub;

/// <summary>Adds up what several downloads of one model have fetched.</summary>
internal sealed class FetchProgress(IProgress<MergeProgress>? listener, string phase, long byteCount)
{
    private readonly long _start = Stopwatch.GetTimestamp();
    private long _done;

    /// <summary>Counts bytes that arrived; negative ones when they have to be fetched again.</summary>
    public void Add(long bytes)
    {
        Interlocked.Add(ref _done, bytes);
        Report();
    }

    /// <summary>Leaves bytes out that were there already, which would make the rate look better than it is; negative ones are counted again.</summary>
    public void Skip(long bytes)
    {
        Interlocked.Add(ref byteCount, -bytes);
        Report();
    }

    private void Report() => listener?.Report(new MergeProgress(
        phase, 0, 0, Interlocked.Read(ref _done), Interlocked.Read(ref byteCount), Stopwatch.GetElapsedTime(_start)));
}
