using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MergeBuild.Evaluation.Numerics;

/// <summary>Four numbers: the width that every vector unit has.</summary>
internal readonly unsafe struct Lanes128 : ILanes<Lanes128>
{
    // Without forced inlining the compiler's budget runs out inside larger kernels, which then run thirty times slower.
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly Vector128<float> _numbers;

    private Lanes128(Vector128<float> numbers) => _numbers = numbers;

    public static int Count => Vector128<float>.Count;

    [MethodImpl(Inline)]
    public static Lanes128 Load(float* source) => new(Vector128.Load(source));

    [MethodImpl(Inline)]
    public static Lanes128 LoadBFloat16(ushort* source) => new((Widen(source) << 16).AsSingle());

    [MethodImpl(Inline)]
    public static Lanes128 LoadFloat16(ushort* source)
    {
        // The exponent of a half, read in place as a float, is moved to where it belongs by a multiplication.
        var bits = Widen(source);
        var magnitude = (bits & Vector128.Create(Float16Bits.MagnitudeMask)) << Float16Bits.MantissaShift;
        var value = (magnitude.AsSingle() * Vector128.Create(Float16Bits.Rebias)).AsUInt32();
        var special = Vector128.GreaterThanOrEqual(magnitude, Vector128.Create(Float16Bits.SpecialFrom)) & Vector128.Create(Float16Bits.Infinity);
        return new((value | special | ((bits & Vector128.Create(Float16Bits.SignMask)) << 16)).AsSingle());
    }

    [MethodImpl(Inline)]
    public static Lanes128 Of(float value) => new(Vector128.Create(value));

    [MethodImpl(Inline)]
    public static void Store(Lanes128 value, float* destination) => value._numbers.Store(destination);

    [MethodImpl(Inline)]
    public static Lanes128 operator +(Lanes128 left, Lanes128 right) => new(left._numbers + right._numbers);

    [MethodImpl(Inline)]
    public static Lanes128 operator -(Lanes128 left, Lanes128 right) => new(left._numbers - right._numbers);

    [MethodImpl(Inline)]
    public static Lanes128 operator *(Lanes128 left, Lanes128 right) => new(left._numbers * right._numbers);

    [MethodImpl(Inline)]
    public static Lanes128 operator /(Lanes128 left, Lanes128 right) => new(left._numbers / right._numbers);

    [MethodImpl(Inline)]
    public static Lanes128 FusedMultiplyAdd(Lanes128 left, Lanes128 right, Lanes128 addend) =>
        new(Vector128.FusedMultiplyAdd(left._numbers, right._numbers, addend._numbers));

    [MethodImpl(Inline)]
    public static Lanes128 Magnitude(Lanes128 value) => new(Vector128.Abs(value._numbers));

    [MethodImpl(Inline)]
    public static Lanes128 IsGreater(Lanes128 left, Lanes128 right) => new(Vector128.GreaterThan(left._numbers, right._numbers));

    [MethodImpl(Inline)]
    public static Lanes128 Choose(Lanes128 mask, Lanes128 ifTrue, Lanes128 ifFalse) =>
        new(Vector128.ConditionalSelect(mask._numbers, ifTrue._numbers, ifFalse._numbers));

    [MethodImpl(Inline)]
    public static Lanes128 WithExponentOfLowestBits(Lanes128 value) => new((value._numbers.AsUInt32() << 23).AsSingle());

    [MethodImpl(Inline)]
    private static Vector128<uint> Widen(ushort* source) => Vector128.WidenLower(Vector64.Load(source).ToVector128Unsafe());
}
