using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Hashing;
using MergeBuild.Merging.Engine;

namespace MergeBuild.Merging.Ledger;

/// <summary>Compares groups of a file with what they were.</summary>
internal static class GroupCheck
{
    private const int SampleCount = 16;

    /// <summary>How many of a few groups, spread over the file, are not what they were.</summary>
    /// <param name="file">The file.</param>
    /// <param name="expected">Its tree as it was.</param>
    /// <param name="shift">Where between two places of the spread to look, from 0 to 1.</param>
    /// <param name="onRead">Told the bytes of each read.</param>
    public static (int Changed, int Looked) Sample(IReadableFile file, HashTree expected, double shift, Action<int>? onRead)
    {
        var count = Math.Min(SampleCount, expected.GroupCount);
        var buffer = new byte[expected.GroupLength];
        var changed = 0;
        for (var i = 0; i < count; i++)
        {
            var group = (int)((i + shift) * expected.GroupCount / count);
            changed += IsChanged(file, expected, Math.Min(group, expected.GroupCount - 1), buffer) ? 1 : 0;
            onRead?.Invoke(buffer.Length);
        }

        return (changed, count);
    }

    /// <summary>Whether every group is what it was.</summary>
    public static bool IsIntact(IReadableFile file, HashTree expected, int threads, Action<int>? onRead, CancellationToken cancellation)
    {
        var isIntact = true;
        TreeReading.ForRuns(expected.GroupCount, threads, (first, count) =>
        {
            var buffer = new byte[expected.GroupLength];
            for (var group = first; group < first + count && Volatile.Read(ref isIntact); group++)
            {
                if (IsChanged(file, expected, group, buffer))
                {
                    Volatile.Write(ref isIntact, false);
                }

                onRead?.Invoke(buffer.Length);
            }
        }, cancellation);
        return isIntact;
    }

    private static bool IsChanged(IReadableFile file, HashTree expected, int group, byte[] buffer)
    {
        var bytes = buffer.AsSpan(0, expected.LengthOf(group));
        file.ReadExactly(bytes, (long)group * expected.GroupLength);
        return expected.ValueOf(group, bytes) != expected.ValueOf(group);
    }
}
