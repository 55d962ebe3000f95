using System.Runtime.CompilerServices;

namespace MergeBuild.Checkpoints.Numbers;

/// <summary>
/// The counter-based generator Philox 4×32 with 10 rounds (Salmon et al., "Parallel Random Numbers: As Easy as 1, 2, 3",
/// SC'11). Any number of the sequence can be computed alone, so random choices do not depend on threads or blocks.
/// </summary>
/// <param name="Key">Decides the sequence.</param>
public readonly record struct Philox(ulong Key)
{
    private const uint Multiplier0 = 0xD2511F53;
    private const uint Multiplier1 = 0xCD9E8D57;
    private const uint Weyl0 = 0x9E3779B9;
    private const uint Weyl1 = 0xBB67AE85;
    private const int Rounds = 10;

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
}
