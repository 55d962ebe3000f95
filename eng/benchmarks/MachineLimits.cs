using System.Globalization;
using System.Runtime.Intrinsics;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Hashing;

namespace MergeBuild.Benchmarks;

/// <summary>What one core of this machine can do at most: the bounds that figures of merges are held against.</summary>
internal static unsafe class MachineLimits
{
    private const int PartLength = 64 << 10;
    private const int PartCount = 4096;
    private const int Repeats = 7;

    public static void Print(string folder)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, "limits");
        var memory = new byte[PartLength * PartCount];
        new Random(1).NextBytes(memory);
        using (var written = PhysicalFileSystem.Instance.Create(path, memory.Length))
        {
            Line("write to a file", () => ForEachPart(offset => written.Write(memory.AsSpan(offset, PartLength), offset)));
        }

        using (var file = PhysicalFileSystem.Instance.OpenRead(path))
        {
            var buffer = new byte[PartLength];
            Line("read from a file", () => ForEachPart(offset => file.ReadExactly(buffer, offset)));
        }

        File.Delete(path);
        Line("read memory", () => ForEachPart(offset => Sum(memory.AsSpan(offset, PartLength))));
        Line("read cache", () => ForEachPart(_ => Sum(memory.AsSpan(0, PartLength))));
        Line("hash by 16 KiB", () => ForEachPart(offset => Hash(memory, offset, PartLength / 4)));
        Line("hash by 64 KiB", () => ForEachPart(offset => Hash(memory, offset, PartLength)));
    }

    private static void Hash(byte[] memory, int offset, int length)
    {
        for (var start = offset; start < offset + PartLength; start += length)
        {
            Blake3.BlockValue(memory.AsSpan(start, length), start);
        }
    }

    private static ulong Sum(ReadOnlySpan<byte> bytes)
    {
        var (even, odd) = (Vector512<ulong>.Zero, Vector512<ulong>.Zero);
        fixed (byte* pointer = bytes)
        {
            for (var i = 0; i < bytes.Length; i += 2 * Vector512<byte>.Count)
            {
                even += Vector512.Load(pointer + i).AsUInt64();
                odd += Vector512.Load(pointer + i + Vector512<byte>.Count).AsUInt64();
            }
        }

        return Vector512.Sum(even + odd);
    }

    private static void ForEachPart(Action<int> action)
    {
        for (var offset = 0; offset < PartLength * PartCount; offset += PartLength)
        {
            action(offset);
        }
    }

    private static void Line(string name, Action action)
    {
        var best = TimeSpan.MaxValue;
        for (var repeat = 0; repeat < Repeats; repeat++)
        {
            var start = Environment.CpuUsage.TotalTime;
            action();
            var elapsed = Environment.CpuUsage.TotalTime - start;
            best = elapsed < best ? elapsed : best;
        }

        var rate = (double)PartLength * PartCount / best.TotalSeconds / 1e9;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-18} {rate,6:F2} GB/s"));
    }
}
