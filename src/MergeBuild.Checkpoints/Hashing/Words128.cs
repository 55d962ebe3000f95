using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MergeBuild.Checkpoints.Hashing;

/// <summary>Four words: NEON, SSE2 and whatever else the runtime maps 128 bits to.</summary>
internal readonly unsafe struct Words128 : IWordLanes<Words128>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly Vector128<uint> _words;

    private Words128(Vector128<uint> words) => _words = words;

    public static int Count => Vector128<uint>.Count;

    [MethodImpl(Inline)]
    public static Words128 Load(uint* source) => new(Vector128.Load(source));

    public static void Transpose(byte* block, int stride, uint* message) => Transposition.Transpose(block, stride, Count, message);

    [MethodImpl(Inline)]
    public static Words128 Of(uint value) => new(Vector128.Create(value));

    [MethodImpl(Inline)]
    public static void Store(Words128 value, uint* destination) => value._words.Store(destination);

    [MethodImpl(Inline)]
    public static Words128 operator +(Words128 left, Words128 right) => new(left._words + right._words);

    [MethodImpl(Inline)]
    public static Words128 operator ^(Words128 left, Words128 right) => new(left._words ^ right._words);

    [MethodImpl(Inline)]
    public static Words128 RotateRight16(Words128 value) => new(RotateRight(value._words, 16));

    [MethodImpl(Inline)]
    public static Words128 RotateRight12(Words128 value) => new(RotateRight(value._words, 12));

    [MethodImpl(Inline)]
    public static Words128 RotateRight8(Words128 value) => new(RotateRight(value._words, 8));

    [MethodImpl(Inline)]
    public static Words128 RotateRight7(Words128 value) => new(RotateRight(value._words, 7));

    [MethodImpl(Inline)]
    private static Vector128<uint> RotateRight(Vector128<uint> words, [ConstantExpected] byte count) => (words >>> count) | (words << (32 - count));
}
