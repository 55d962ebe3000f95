using MergeBuild.Diagnostics;

namespace MergeBuild.Merging.Engine;

/// <summary>Counts bytes as they are requested, and refuses a request beyond a limit. Safe for several threads.</summary>
/// <param name="limit">The most bytes; null for any number.</param>
internal sealed class ReadAllowance(long? limit)
{
    private long _taken;

    /// <summary>The bytes that were requested, less those that did not come.</summary>
    public long BytesTaken => Interlocked.Read(ref _taken);

    /// <summary>Takes bytes before they are read.</summary>
    /// <exception cref="MergeBuildException">MB3059: they are beyond the limit.</exception>
    public void Take(int bytes)
    {
        var taken = Interlocked.Add(ref _taken, bytes);
        if (taken > limit)
        {
            throw DiagnosticTable.ReadBudgetExceeded.Exception(limit, taken);
        }
    }

    /// <summary>Gives back what a short read did not deliver; it is requested again.</summary>
    public void GiveBack(int bytes) => Interlocked.Add(ref _taken, -bytes);
}
