using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MergeBuild.Checkpoints.Hashing;

/// <summary>Sixteen words: AVX-512.</summary>
internal readonly unsafe struct Words512 : IWordLanes<Words512>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly Vector512<uint> _words;

    private Words512(Vector512<uint> words) => _words = words;

    public static int Count => Vector512<uint>.Count;

    [MethodImpl(Inline)]
    public static Words512 Load(uint* source) => new(Vector512.Load(source));

    public static void Transpose(byte* block, int stride, uint* message)
    {
        if (Avx512F.IsSupported)
        {
            Transposition512.Transpose(block, stride, message);
        }
        else
        {
            Transposition.Transpose(block, stride, Count, message);
        }
    }

    [MethodImpl(Inline)]
    public static Words512 Of(uint value) => new(Vector512.Create(value));

    [MethodImpl(Inline)]
    public static void Store(Words512 value, uint* destination) => value._words.Store(destination);

    [MethodImpl(Inline)]
    public static Words512 operator +(Words512 left, Words512 right) => new(left._words + right._words);

    [MethodImpl(Inline)]
    public static Words512 operator ^(Words512 left, Words512 right) => new(left._words ^ right._words);

    [MethodImpl(Inline)]
    public static Words512 RotateRight16(Words512 value) => new(RotateRight(value._words, 16));

    [MethodImpl(Inline)]
    public static Words512 RotateRight12(Words512 value) => new(RotateRight(value._words, 12));

    [MethodImpl(Inline)]
    public static Words512 RotateRight8(Words512 value) => new(RotateRight(value._words, 8));

    [MethodImpl(Inline)]
    public static Words512 RotateRight7(Words512 value) => new(RotateRight(value._words, 7));

    [MethodImpl(Inline)]
    private static Vector512<uint> RotateRight(Vector512<uint> words, [ConstantExpected] byte count) => Avx512F.IsSupported
        ? Avx512F.RotateRight(words, count)
        : (words >>> count) | (words << (32 - count));
}
