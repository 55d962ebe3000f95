using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Hashing;
using MergeBuild.Merging.Engine;

namespace MergeBuild.Merging.Ledger;

/// <summary>Reads what a tree does not know yet.</summary>
internal static class TreeReading
{
    // Groups that a thread takes at a time, so that reads are long and yet none is left with the last of them.
    private const int RunLength = 64;

    // Groups are read and hashed together, which fills the lanes of the upper parts of their trees, too.
    private const int ReadLength = 256 << 10;

    /// <summary>Completes a tree.</summary>
    /// <param name="tree">The tree of a range of the file.</param>
    /// <param name="file">The file.</param>
    /// <param name="start">Offset in the file of the range.</param>
    /// <param name="threads">Threads to read with.</param>
    /// <param name="onRead">Told the bytes of each read.</param>
    /// <param name="cancellation">Looked at before each run of groups.</param>
    public static void Complete(HashTree tree, IReadableFile file, long start, int threads, Action<int>? onRead, CancellationToken cancellation)
    {
        if (tree.IsComplete)
        {
            return;
        }

        ForRuns(tree.GroupCount, threads, (first, count) =>
        {
            byte[]? buffer = null;
            var most = Math.Clamp(ReadLength / tree.GroupLength, 1, count);
            for (var group = first; group < first + count;)
            {
                var unknown = CountUnknown(tree, group, Math.Min(most, first + count - group));
                if (unknown > 0)
                {
                    var bytesRead = tree.Read(file, start, group, unknown, buffer ??= GC.AllocateUninitializedArray<byte>(most * tree.GroupLength));
                    onRead?.Invoke(bytesRead);
                }

                group += Math.Max(1, unknown);
            }
        }, cancellation);
    }

    private static int CountUnknown(HashTree tree, int first, int most)
    {
        var count = 0;
        while (count < most && !tree.IsKnown(first + count))
        {
            count++;
        }

        return count;
    }

    /// <summary>Does something with runs of neighbouring groups on several threads.</summary>
    public static void ForRuns(int groupCount, int threads, Action<int, int> body, CancellationToken cancellation) =>
        ParallelWork.For((groupCount + RunLength - 1) / RunLength, threads, run =>
            body(run * RunLength, Math.Min(RunLength, groupCount - (run * RunLength))), cancellation);
}
