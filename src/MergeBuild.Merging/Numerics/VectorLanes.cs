using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MergeBuild.Checkpoints.Numbers;

namespace MergeBuild.Merging.Numerics;

/// <summary>Sixteen numbers; the just-in-time compiler splits them where the machine's registers are narrower.</summary>
internal readonly unsafe struct VectorLanes : ILanes<VectorLanes>
{
    // Without forced inlining the compiler's budget runs out inside larger formulas, which then run thirty times slower.
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly Vector512<float> _numbers;

    private VectorLanes(Vector512<float> numbers) => _numbers = numbers;

    public static int Count => Vector512<float>.Count;

    [MethodImpl(Inline)]
    public static VectorLanes Load(float* source) => new(Vector512.Load(source));

    [MethodImpl(Inline)]
    public static VectorLanes Load(ushort* source) => new((HalfWidthLanes.Widen(Vector256.Load(source)) << 16).AsSingle());

    [MethodImpl(Inline)]
    public static VectorLanes Of(float value) => new(Vector512.Create(value));

    [MethodImpl(Inline)]
    public static void Store(VectorLanes value, float* destination) => value._numbers.Store(destination);

    [MethodImpl(Inline)]
    public static VectorLanes operator +(VectorLanes left, VectorLanes right) => new(left._numbers + right._numbers);

    [MethodImpl(Inline)]
    public static VectorLanes operator -(VectorLanes left, VectorLanes right) => new(left._numbers - right._numbers);

    [MethodImpl(Inline)]
    public static VectorLanes operator *(VectorLanes left, VectorLanes right) => new(left._numbers * right._numbers);

    [MethodImpl(Inline)]
    public static VectorLanes operator /(VectorLanes left, VectorLanes right) => new(left._numbers / right._numbers);

    [MethodImpl(Inline)]
    public static VectorLanes operator &(VectorLanes left, VectorLanes right) => new(left._numbers & right._numbers);

    [MethodImpl(Inline)]
    public static VectorLanes Magnitude(VectorLanes value) => new(Vector512.Abs(value._numbers));

    [MethodImpl(Inline)]
    public static VectorLanes IsGreater(VectorLanes left, VectorLanes right) => new(Vector512.GreaterThan(left._numbers, right._numbers));

    [MethodImpl(Inline)]
    public static VectorLanes IsGreaterOrEqual(VectorLanes left, VectorLanes right) =>
        new(Vector512.GreaterThanOrEqual(left._numbers, right._numbers));

    [MethodImpl(Inline)]
    public static VectorLanes Choose(VectorLanes mask, VectorLanes ifTrue, VectorLanes ifFalse) =>
        new(Vector512.ConditionalSelect(mask._numbers, ifTrue._numbers, ifFalse._numbers));
}
