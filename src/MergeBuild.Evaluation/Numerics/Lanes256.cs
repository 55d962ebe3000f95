using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MergeBuild.Evaluation.Numerics;

/// <summary>Eight numbers: AVX2.</summary>
internal readonly unsafe struct Lanes256 : ILanes<Lanes256>
{
    // Without forced inlining the compiler's budget runs out inside larger kernels, which then run thirty times slower.
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly Vector256<float> _numbers;

    private Lanes256(Vector256<float> numbers) => _numbers = numbers;

    public static int Count => Vector256<float>.Count;

    [MethodImpl(Inline)]
    public static Lanes256 Load(float* source) => new(Vector256.Load(source));

    [MethodImpl(Inline)]
    public static Lanes256 LoadBFloat16(ushort* source) => new((Widen(source) << 16).AsSingle());

    [MethodImpl(Inline)]
    public static Lanes256 LoadFloat16(ushort* source)
    {
        // The exponent of a half, read in place as a float, is moved to where it belongs by a multiplication.
        var bits = Widen(source);
        var magnitude = (bits & Vector256.Create(Float16Bits.MagnitudeMask)) << Float16Bits.MantissaShift;
        var value = (magnitude.AsSingle() * Vector256.Create(Float16Bits.Rebias)).AsUInt32();
        var special = Vector256.GreaterThanOrEqual(magnitude, Vector256.Create(Float16Bits.SpecialFrom)) & Vector256.Create(Float16Bits.Infinity);
        return new((value | special | ((bits & Vector256.Create(Float16Bits.SignMask)) << 16)).AsSingle());
    }

    [MethodImpl(Inline)]
    public static Lanes256 Of(float value) => new(Vector256.Create(value));

    [MethodImpl(Inline)]
    public static void Store(Lanes256 value, float* destination) => value._numbers.Store(destination);

    [MethodImpl(Inline)]
    public static Lanes256 operator +(Lanes256 left, Lanes256 right) => new(left._numbers + right._numbers);

    [MethodImpl(Inline)]
    public static Lanes256 operator -(Lanes256 left, Lanes256 right) => new(left._numbers - right._numbers);

    [MethodImpl(Inline)]
    public static Lanes256 operator *(Lanes256 left, Lanes256 right) => new(left._numbers * right._numbers);

    [MethodImpl(Inline)]
    public static Lanes256 operator /(Lanes256 left, Lanes256 right) => new(left._numbers / right._numbers);

    [MethodImpl(Inline)]
    public static Lanes256 FusedMultiplyAdd(Lanes256 left, Lanes256 right, Lanes256 addend) =>
        new(Vector256.FusedMultiplyAdd(left._numbers, right._numbers, addend._numbers));

    [MethodImpl(Inline)]
    public static Lanes256 Magnitude(Lanes256 value) => new(Vector256.Abs(value._numbers));

    [MethodImpl(Inline)]
    public static Lanes256 IsGreater(Lanes256 left, Lanes256 right) => new(Vector256.GreaterThan(left._numbers, right._numbers));

    [MethodImpl(Inline)]
    public static Lanes256 Choose(Lanes256 mask, Lanes256 ifTrue, Lanes256 ifFalse) =>
        new(Vector256.ConditionalSelect(mask._numbers, ifTrue._numbers, ifFalse._numbers));

    [MethodImpl(Inline)]
    public static Lanes256 WithExponentOfLowestBits(Lanes256 value) => new((value._numbers.AsUInt32() << 23).AsSingle());

    [MethodImpl(Inline)]
    private static Vector256<uint> Widen(ushort* source)
    {
        if (Avx2.IsSupported)
        {
            return Avx2.ConvertToVector256Int32(Vector128.Load(source)).AsUInt32();
        }

        var (lower, upper) = Vector128.Widen(Vector128.Load(source));
        return Vector256.Create(lower, upper);
    }
}
