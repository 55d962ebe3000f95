using System.Diagnostics;
using System.Globalization;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;
using MergeBuild.Checkpoints.Hashing;

namespace MergeBuild.Benchmarks;

/// <summary>BLAKE3 at every width that the processor has, beside SHA-256, on one core.</summary>
internal static unsafe class HashRates
{
    // Blocks as the engine hashes them, over more memory than the caches hold.
    private const int BlockLength = 256 << 10;
    private const int BlockCount = 256;
    private const int Repeats = 7;

    public static void Print()
    {
        var input = new byte[BlockLength * BlockCount];
        new Random(1).NextBytes(input);
        var values = new uint[BlockLength / Blake3Constants.ChunkLength * Blake3Constants.ValueWords];
        var digest = new byte[SHA256.HashSizeInBytes];
        var sha = Rate(input, block => SHA256.HashData(input.AsSpan(block, BlockLength), digest));
        Console.WriteLine($"{"hash",-12} {"GB/s",6} {"ratio",6}");
        Line("SHA-256", sha, sha);
        Line("scalar", Rate(input, block => Chunks<ScalarWords>(input, block, values)), sha);
        Line("one input", Rate(input, block => Rows(input, block, values)), sha);
        Line("128 bits", Rate(input, block => Chunks<Words128>(input, block, values)), sha);
        if (Vector256.IsHardwareAccelerated)
        {
            Line("256 bits", Rate(input, block => Chunks<Words256>(input, block, values)), sha);
        }

        if (Vector512.IsHardwareAccelerated)
        {
            Line("512 bits", Rate(input, block => Chunks<Words512>(input, block, values)), sha);
        }

        Line("BLAKE3", Rate(input, block => Blake3.BlockValue(input.AsSpan(block, BlockLength), block)), sha);
    }

    private static void Chunks<TLanes>(byte[] input, int offset, uint[] values)
        where TLanes : struct, IWordLanes<TLanes>
    {
        fixed (byte* source = input)
        fixed (uint* destination = values)
        {
            Blake3.CompressAll<TLanes>(source + offset, 0, BlockLength / Blake3Constants.ChunkLength, Blake3Constants.BlocksInChunk, 0, true, 0, destination);
        }
    }

    private static void Rows(byte[] input, int offset, uint[] values)
    {
        fixed (byte* source = input)
        fixed (uint* destination = values)
        {
            for (var chunk = 0; chunk < BlockLength / Blake3Constants.ChunkLength; chunk++)
            {
                Blake3Rows.Compress(
                    source + offset + (chunk * Blake3Constants.ChunkLength), Blake3Constants.BlocksInChunk, (ulong)chunk, true, 0,
                    destination + (chunk * Blake3Constants.ValueWords));
            }
        }
    }

    private static double Rate(byte[] input, Action<int> hash)
    {
        var best = TimeSpan.MaxValue;
        for (var repeat = 0; repeat < Repeats; repeat++)
        {
            var start = ProcessorTime;
            for (var block = 0; block < input.Length; block += BlockLength)
            {
                hash(block);
            }

            var elapsed = ProcessorTime - start;
            best = elapsed < best ? elapsed : best;
        }

        return input.Length / best.TotalSeconds / 1e9;
    }

    // Processor time of this one thread: other work on the machine does not count.
    private static TimeSpan ProcessorTime => Process.GetCurrentProcess().TotalProcessorTime;

    private static void Line(string name, double rate, double reference) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-12} {rate,6:F2} {rate / reference,6:F2}"));
}
