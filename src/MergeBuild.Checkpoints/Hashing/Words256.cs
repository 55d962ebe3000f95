using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MergeBuild.Checkpoints.Hashing;

/// <summary>Eight words: AVX2.</summary>
internal readonly unsafe struct Words256 : IWordLanes<Words256>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly Vector256<uint> _words;

    private Words256(Vector256<uint> words) => _words = words;

    public static int Count => Vector256<uint>.Count;

    [MethodImpl(Inline)]
    public static Words256 Load(uint* source) => new(Vector256.Load(source));

    public static void Transpose(byte* block, int stride, uint* message)
    {
        if (Avx2.IsSupported)
        {
            Transposition256.Transpose(block, stride, message);
        }
        else
        {
            Transposition.Transpose(block, stride, Count, message);
        }
    }

    [MethodImpl(Inline)]
    public static Words256 Of(uint value) => new(Vector256.Create(value));

    [MethodImpl(Inline)]
    public static void Store(Words256 value, uint* destination) => value._words.Store(destination);

    [MethodImpl(Inline)]
    public static Words256 operator +(Words256 left, Words256 right) => new(left._words + right._words);

    [MethodImpl(Inline)]
    public static Words256 operator ^(Words256 left, Words256 right) => new(left._words ^ right._words);

    // Whole bytes move in one shuffle; shifts and their union would be three instructions.
    [MethodImpl(Inline)]
    public static Words256 RotateRight16(Words256 value) => !Avx512F.VL.IsSupported && Avx2.IsSupported
        ? new(Avx2.Shuffle(value._words.AsByte(), Vector256.Create(
            (byte)2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9, 14, 15, 12, 13,
            2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9, 14, 15, 12, 13)).AsUInt32())
        : new(RotateRight(value._words, 16));

    [MethodImpl(Inline)]
    public static Words256 RotateRight12(Words256 value) => new(RotateRight(value._words, 12));

    [MethodImpl(Inline)]
    public static Words256 RotateRight8(Words256 value) => !Avx512F.VL.IsSupported && Avx2.IsSupported
        ? new(Avx2.Shuffle(value._words.AsByte(), Vector256.Create(
            (byte)1, 2, 3, 0, 5, 6, 7, 4, 9, 10, 11, 8, 13, 14, 15, 12,
            1, 2, 3, 0, 5, 6, 7, 4, 9, 10, 11, 8, 13, 14, 15, 12)).AsUInt32())
        : new(RotateRight(value._words, 8));

    [MethodImpl(Inline)]
    public static Words256 RotateRight7(Words256 value) => new(RotateRight(value._words, 7));

    [MethodImpl(Inline)]
    private static Vector256<uint> RotateRight(Vector256<uint> words, [ConstantExpected] byte count) => Avx512F.VL.IsSupported
        ? Avx512F.VL.RotateRight(words, count)
        : (words >>> count) | (words << (32 - count));
}
