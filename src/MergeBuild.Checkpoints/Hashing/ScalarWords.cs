using System.Numerics;
using System.Runtime.CompilerServices;

namespace MergeBuild.Checkpoints.Hashing;

/// <summary>One word: the twin that the wider lanes, and the rows of single inputs, are compared with.</summary>
internal readonly unsafe struct ScalarWords : IWordLanes<ScalarWords>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly uint _word;

    private ScalarWords(uint word) => _word = word;

    public static int Count => 1;

    [MethodImpl(Inline)]
    public static ScalarWords Load(uint* source) => new(*source);

    public static void Transpose(byte* block, int stride, uint* message) => Transposition.Transpose(block, stride, Count, message);

    [MethodImpl(Inline)]
    public static ScalarWords Of(uint value) => new(value);

    [MethodImpl(Inline)]
    public static void Store(ScalarWords value, uint* destination) => *destination = value._word;

    [MethodImpl(Inline)]
    public static ScalarWords operator +(ScalarWords left, ScalarWords right) => new(left._word + right._word);

    [MethodImpl(Inline)]
    public static ScalarWords operator ^(ScalarWords left, ScalarWords right) => new(left._word ^ right._word);

    [MethodImpl(Inline)]
    public static ScalarWords RotateRight16(ScalarWords value) => new(BitOperations.RotateRight(value._word, 16));

    [MethodImpl(Inline)]
    public static ScalarWords RotateRight12(ScalarWords value) => new(BitOperations.RotateRight(value._word, 12));

    [MethodImpl(Inline)]
    public static ScalarWords RotateRight8(ScalarWords value) => new(BitOperations.RotateRight(value._word, 8));

    [MethodImpl(Inline)]
    public static ScalarWords RotateRight7(ScalarWords value) => new(BitOperations.RotateRight(value._word, 7));
}
