using System.Runtime.CompilerServices;

namespace MergeBuild.Checkpoints.Numbers;

/// <summary>
/// The counter-based generator Philox 4×32 with 10 rounds (Salmon et al., "Parallel Random Numbers: As Easy as 1, 2, 3",
/// SC'11). Any number of the sequence can be computed alone, so random choices do not depend on threads or blocks.
/// </summary>
/// <param name="Key">Decides the sequence.</param>
public readonly record struct Philox(ulong Key)
{
    internal const uint Multiplier0 = 0xD2511F53;
    internal const uint Multiplier1 = 0xCD9E8D57;
    internal const uint Weyl0 = 0x9E3779B9;
    internal const uint Weyl1 = 0xBB67AE85;
    internal const int Rounds = 10;

    /// <summary>Numbers that one counter gives.</summary>
    public const int NumbersPerCounter = 4;

    /// <summary>The four numbers of a counter.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (uint First, uint Second, uint Third, uint Fourth) At(ulong counterLow, ulong counterHigh = 0)
    {
        var (x0, x1, x2, x3) = ((uint)counterLow, (uint)(counterLow >> 32), (uint)counterHigh, (uint)(counterHigh >> 32));
        var (key0, key1) = ((uint)Key, (uint)(Key >> 32));
        for (var round = 0; round < Rounds; round++)
        {
            var product0 = (ulong)Multiplier0 * x0;
            var product1 = (ulong)Multiplier1 * x2;
            (x0, x1, x2, x3) = (
                (uint)(product1 >> 32) ^ x1 ^ key0,
                (uint)product1,
                (uint)(product0 >> 32) ^ x3 ^ key1,
                (uint)product0);
            key0 += Weyl0;
            key1 += Weyl1;
        }

        return (x0, x1, x2, x3);
    }

    /// <summary>The numbers of one counter after the other.</summary>
    /// <param name="firstCounter">The first counter.</param>
    /// <param name="numbers">Where they go, as many as whole counters give.</param>
    public unsafe void Fill(ulong firstCounter, Span<uint> numbers)
    {
        const int AtOnce = PhiloxLanes.Counters * NumbersPerCounter;
        var i = 0;
        fixed (uint* pointer = numbers)
        {
            for (; PhiloxLanes.IsSupported && i <= numbers.Length - AtOnce; i += AtOnce, firstCounter += PhiloxLanes.Counters)
            {
                PhiloxLanes.At(Key, firstCounter, pointer + i);
            }
        }

        for (; i < numbers.Length; i += NumbersPerCounter, firstCounter++)
        {
            (numbers[i], numbers[i + 1], numbers[i + 2], numbers[i + 3]) = At(firstCounter);
        }
    }
}
