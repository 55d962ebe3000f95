using System.Diagnostics;
using MergeBuild.Merging.Engine;

namespace MergeBuild.Packaging.Verification;

/// <summary>Counts what the threads of a verification have read, and tells the caller.</summary>
internal sealed class VerificationProgress(int tensorCount, long byteCount, IProgress<MergeProgress>? progress)
{
    private readonly long _began = Stopwatch.GetTimestamp();
    private int _tensors;
    private long _bytes;

    public void AddTensor()
    {
        Interlocked.Increment(ref _tensors);
        Report();
    }

    public void AddBytes(int count)
    {
        Interlocked.Add(ref _bytes, count);
        Report();
    }

    private void Report() => progress?.Report(new MergeProgress(
        "Verifying", Volatile.Read(ref _tensors), tensorCount, Interlocked.Read(ref _bytes), byteCount, Stopwatch.GetElapsedTime(_began)));
}
