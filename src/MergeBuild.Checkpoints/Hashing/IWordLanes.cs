namespace MergeBuild.Checkpoints.Hashing;

/// <summary>
/// A few 32-bit words side by side, one of each input that is hashed at the same time. BLAKE3's compression is written
/// once over this interface and runs at every width that a processor has, down to one word.
/// </summary>
internal unsafe interface IWordLanes<TSelf>
    where TSelf : struct, IWordLanes<TSelf>
{
    static abstract int Count { get; }

    static abstract TSelf Load(uint* source);

    static abstract TSelf Of(uint value);

    /// <summary>Writes word w of input i to <c>message[w · Count + i]</c>, for the 16 words of a block of each input.</summary>
    static abstract void Transpose(byte* block, int stride, uint* message);

    static abstract void Store(TSelf value, uint* destination);

    static abstract TSelf operator +(TSelf left, TSelf right);

    static abstract TSelf operator ^(TSelf left, TSelf right);

    static abstract TSelf RotateRight16(TSelf value);

    static abstract TSelf RotateRight12(TSelf value);

    static abstract TSelf RotateRight8(TSelf value);

    static abstract TSelf RotateRight7(TSelf value);
}
