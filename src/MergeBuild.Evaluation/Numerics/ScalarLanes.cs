using System.Runtime.CompilerServices;

namespace MergeBuild.Evaluation.Numerics;

/// <summary>One number.</summary>
internal readonly unsafe struct ScalarLanes : ILanes<ScalarLanes>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly float _number;

    private ScalarLanes(float number) => _number = number;

    public static int Count => 1;

    private uint Bits => BitConverter.SingleToUInt32Bits(_number);

    [MethodImpl(Inline)]
    public static ScalarLanes Load(float* source) => new(*source);

    [MethodImpl(Inline)]
    public static ScalarLanes LoadBFloat16(ushort* source) => OfBits((uint)*source << 16);

    [MethodImpl(Inline)]
    public static ScalarLanes LoadFloat16(ushort* source)
    {
        uint bits = *source;
        var magnitude = (bits & Float16Bits.MagnitudeMask) << Float16Bits.MantissaShift;
        var value = BitConverter.SingleToUInt32Bits(BitConverter.UInt32BitsToSingle(magnitude) * Float16Bits.Rebias);
        var special = magnitude >= Float16Bits.SpecialFrom ? Float16Bits.Infinity : 0;
        return OfBits(value | special | ((bits & Float16Bits.SignMask) << 16));
    }

    [MethodImpl(Inline)]
    public static ScalarLanes Of(float value) => new(value);

    [MethodImpl(Inline)]
    public static void Store(ScalarLanes value, float* destination) => *destination = value._number;

    [MethodImpl(Inline)]
    public static ScalarLanes operator +(ScalarLanes left, ScalarLanes right) => new(left._number + right._number);

    [MethodImpl(Inline)]
    public static ScalarLanes operator -(ScalarLanes left, ScalarLanes right) => new(left._number - right._number);

    [MethodImpl(Inline)]
    public static ScalarLanes operator *(ScalarLanes left, ScalarLanes right) => new(left._number * right._number);

    [MethodImpl(Inline)]
    public static ScalarLanes operator /(ScalarLanes left, ScalarLanes right) => new(left._number / right._number);

    [MethodImpl(Inline)]
    public static ScalarLanes FusedMultiplyAdd(ScalarLanes left, ScalarLanes right, ScalarLanes addend) =>
        new(MathF.FusedMultiplyAdd(left._number, right._number, addend._number));

    [MethodImpl(Inline)]
    public static ScalarLanes Magnitude(ScalarLanes value) => new(MathF.Abs(value._number));

    [MethodImpl(Inline)]
    public static ScalarLanes IsGreater(ScalarLanes left, ScalarLanes right) => OfBits(left._number > right._number ? uint.MaxValue : 0);

    [MethodImpl(Inline)]
    public static ScalarLanes Choose(ScalarLanes mask, ScalarLanes ifTrue, ScalarLanes ifFalse) =>
        OfBits((mask.Bits & ifTrue.Bits) | (~mask.Bits & ifFalse.Bits));

    [MethodImpl(Inline)]
    public static ScalarLanes WithExponentOfLowestBits(ScalarLanes value) => OfBits(value.Bits << 23);

    [MethodImpl(Inline)]
    private static ScalarLanes OfBits(uint bits) => new(BitConverter.UInt32BitsToSingle(bits));
}
