using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MergeBuild.Checkpoints.Numbers;

/// <summary>IEEE 754 binary16. Exponents are moved by arithmetic on the bits of a float32, so no lane branches.</summary>
internal readonly struct Float16Format : IHalfWidthFormat
{
    private const uint SignMask = 0x80000000;
    private const uint Infinity = 0x7F800000;
    private const uint OverflowsFrom = (127 + 16) << 23;
    private const uint SmallestNormal = (127 - 14) << 23;
    private const uint RebiasDown = unchecked((uint)((15 - 127) << 23));

    // Adding this number lines the last bit of a subnormal half up with the last bit of a float, which then rounds it.
    private const uint SubnormalAligner = (127 - 15 + 23 - 10 + 1) << 23;

    // 2^(127-15): moves the exponent of a half, read in place as a float, to where it belongs.
    private static readonly float RebiasUp = BitConverter.UInt32BitsToSingle((127 + 127 - 15) << 23);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Widen(ushort bits)
    {
        var magnitude = (bits & 0x7FFFu) << 13;
        var value = BitConverter.SingleToUInt32Bits(BitConverter.UInt32BitsToSingle(magnitude) * RebiasUp);
        var special = magnitude >= 0x7C00u << 13 ? Infinity : 0;
        return BitConverter.UInt32BitsToSingle(value | special | ((bits & 0x8000u) << 16));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Widen(Vector512<uint> bits)
    {
        var magnitude = (bits & Vector512.Create(0x7FFFu)) << 13;
        var value = (magnitude.AsSingle() * Vector512.Create(RebiasUp)).AsUInt32();
        var special = Vector512.GreaterThanOrEqual(magnitude, Vector512.Create(0x7C00u << 13)) & Vector512.Create(Infinity);
        return (value | special | ((bits & Vector512.Create(0x8000u)) << 16)).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ushort Narrow(float value)
    {
        var bits = BitConverter.SingleToUInt32Bits(value);
        var magnitude = bits & ~SignMask;
        var overflow = magnitude > Infinity ? 0x7E00u : 0x7C00u;
        var subnormal = BitConverter.SingleToUInt32Bits(
            BitConverter.UInt32BitsToSingle(magnitude) + BitConverter.UInt32BitsToSingle(SubnormalAligner)) - SubnormalAligner;
        var normal = (magnitude + RebiasDown + 0xFFF + ((magnitude >> 13) & 1)) >> 13;
        var result = magnitude >= OverflowsFrom ? overflow : magnitude < SmallestNormal ? subnormal : normal;
        return (ushort)(result | ((bits & SignMask) >> 16));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> Narrow(Vector512<float> value)
    {
        var bits = value.AsUInt32();
        var magnitude = bits & Vector512.Create(~SignMask);
        var overflow = Vector512.ConditionalSelect(
            Vector512.GreaterThan(magnitude, Vector512.Create(Infinity)), Vector512.Create(0x7E00u), Vector512.Create(0x7C00u));
        var aligner = Vector512.Create(SubnormalAligner);
        var subnormal = (magnitude.AsSingle() + aligner.AsSingle()).AsUInt32() - aligner;
        var normal = (magnitude + Vector512.Create(unchecked(RebiasDown + 0xFFF)) + ((magnitude >> 13) & Vector512.Create(1u))) >> 13;
        var result = Vector512.ConditionalSelect(
            Vector512.GreaterThanOrEqual(magnitude, Vector512.Create(OverflowsFrom)),
            overflow,
            Vector512.ConditionalSelect(Vector512.LessThan(magnitude, Vector512.Create(SmallestNormal)), subnormal, normal));
        return result | ((bits & Vector512.Create(SignMask)) >> 16);
    }
}
