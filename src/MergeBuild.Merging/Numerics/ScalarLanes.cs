using System.Runtime.CompilerServices;

namespace MergeBuild.Merging.Numerics;

/// <summary>One number: the scalar twin of <see cref="VectorLanes"/>, and the tail of every loop.</summary>
internal readonly unsafe struct ScalarLanes : ILanes<ScalarLanes>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly float _number;

    private ScalarLanes(float number) => _number = number;

    public static int Count => 1;

    [MethodImpl(Inline)]
    public static ScalarLanes Load(float* source) => new(*source);

    [MethodImpl(Inline)]
    public static ScalarLanes Load(ushort* source) => FromBits((uint)*source << 16);

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
    public static ScalarLanes operator &(ScalarLanes left, ScalarLanes right) => FromBits(Bits(left) & Bits(right));

    [MethodImpl(Inline)]
    public static ScalarLanes Magnitude(ScalarLanes value) => new(MathF.Abs(value._number));

    [MethodImpl(Inline)]
    public static ScalarLanes IsGreater(ScalarLanes left, ScalarLanes right) => Mask(left._number > right._number);

    [MethodImpl(Inline)]
    public static ScalarLanes IsGreaterOrEqual(ScalarLanes left, ScalarLanes right) => Mask(left._number >= right._number);

    [MethodImpl(Inline)]
    public static ScalarLanes Choose(ScalarLanes mask, ScalarLanes ifTrue, ScalarLanes ifFalse) => Bits(mask) != 0 ? ifTrue : ifFalse;

    private static uint Bits(ScalarLanes value) => BitConverter.SingleToUInt32Bits(value._number);

    private static ScalarLanes FromBits(uint bits) => new(BitConverter.UInt32BitsToSingle(bits));

    private static ScalarLanes Mask(bool condition) => FromBits(condition ? ~0u : 0u);
}
