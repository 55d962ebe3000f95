using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MergeBuild.Evaluation.Numerics;

/// <summary>Sixteen numbers: AVX-512.</summary>
internal readonly unsafe struct Lanes512 : ILanes<Lanes512>
{
    // Without forced inlining the compiler's budget runs out inside larger kernels, which then run thirty times slower.
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly Vector512<float> _numbers;

    private Lanes512(Vector512<float> numbers) => _numbers = numbers;

    public static int Count => Vector512<float>.Count;

    [MethodImpl(Inline)]
    public static Lanes512 Load(float* source) => new(Vector512.Load(source));

    [MethodImpl(Inline)]
    public static Lanes512 LoadBFloat16(ushort* source) => new((Widen(source) << 16).AsSingle());

    [MethodImpl(Inline)]
    public static Lanes512 LoadFloat16(ushort* source)
    {
        // The exponent of a half, read in place as a float, is moved to where it belongs by a multiplication.
        var bits = Widen(source);
        var magnitude = (bits & Vector512.Create(Float16Bits.MagnitudeMask)) << Float16Bits.MantissaShift;
        var value = (magnitude.AsSingle() * Vector512.Create(Float16Bits.Rebias)).AsUInt32();
        var special = Vector512.GreaterThanOrEqual(magnitude, Vector512.Create(Float16Bits.SpecialFrom)) & Vector512.Create(Float16Bits.Infinity);
        return new((value | special | ((bits & Vector512.Create(Float16Bits.SignMask)) << 16)).AsSingle());
    }

    [MethodImpl(Inline)]
    public static Lanes512 Of(float value) => new(Vector512.Create(value));

    [MethodImpl(Inline)]
    public static void Store(Lanes512 value, float* destination) => value._numbers.Store(destination);

    [MethodImpl(Inline)]
    public static Lanes512 operator +(Lanes512 left, Lanes512 right) => new(left._numbers + right._numbers);

    [MethodImpl(Inline)]
    public static Lanes512 operator -(Lanes512 left, Lanes512 right) => new(left._numbers - right._numbers);

    [MethodImpl(Inline)]
    public static Lanes512 operator *(Lanes512 left, Lanes512 right) => new(left._numbers * right._numbers);

    [MethodImpl(Inline)]
    public static Lanes512 operator /(Lanes512 left, Lanes512 right) => new(left._numbers / right._numbers);

    [MethodImpl(Inline)]
    public static Lanes512 FusedMultiplyAdd(Lanes512 left, Lanes512 right, Lanes512 addend) =>
        new(Vector512.FusedMultiplyAdd(left._numbers, right._numbers, addend._numbers));

    [MethodImpl(Inline)]
    public static Lanes512 Magnitude(Lanes512 value) => new(Vector512.Abs(value._numbers));

    [MethodImpl(Inline)]
    public static Lanes512 IsGreater(Lanes512 left, Lanes512 right) => new(Vector512.GreaterThan(left._numbers, right._numbers));

    [MethodImpl(Inline)]
    public static Lanes512 Choose(Lanes512 mask, Lanes512 ifTrue, Lanes512 ifFalse) =>
        new(Vector512.ConditionalSelect(mask._numbers, ifTrue._numbers, ifFalse._numbers));

    [MethodImpl(Inline)]
    public static Lanes512 WithExponentOfLowestBits(Lanes512 value) => new((value._numbers.AsUInt32() << 23).AsSingle());

    [MethodImpl(Inline)]
    private static Vector512<uint> Widen(ushort* source)
    {
        if (Avx512F.IsSupported)
        {
            return Avx512F.ConvertToVector512UInt32(Vector256.Load(source));
        }

        var (lower, upper) = Vector256.Widen(Vector256.Load(source));
        return Vector512.Create(lower, upper);
    }
}
