using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MergeBuild.Checkpoints.Numbers;

/// <summary>bfloat16: the upper half of a float32.</summary>
internal readonly struct BFloat16Format : IHalfWidthFormat
{
    private const uint Infinity = 0x7F800000;
    private const uint QuietBit = 0x00400000;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Widen(ushort bits) => BitConverter.UInt32BitsToSingle((uint)bits << 16);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Widen(Vector512<uint> bits) => (bits << 16).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ushort Narrow(float value)
    {
        var bits = BitConverter.SingleToUInt32Bits(value);
        var isNaN = (bits & 0x7FFFFFFF) > Infinity;
        var rounded = bits + (0x7FFF + ((bits >> 16) & 1));
        return (ushort)((isNaN ? bits | QuietBit : rounded) >> 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> Narrow(Vector512<float> value)
    {
        var bits = value.AsUInt32();
        var isNaN = Vector512.GreaterThan(bits & Vector512.Create(0x7FFFFFFFu), Vector512.Create(Infinity));
        var rounded = bits + (Vector512.Create(0x7FFFu) + ((bits >> 16) & Vector512.Create(1u)));
        return Vector512.ConditionalSelect(isNaN, bits | Vector512.Create(QuietBit), rounded) >> 16;
    }
}
