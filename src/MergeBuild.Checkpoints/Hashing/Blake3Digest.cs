using System.Runtime.InteropServices;

namespace MergeBuild.Checkpoints.Hashing;

/// <summary>A BLAKE3 digest, or the chaining value of a part of its tree: 32 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct Blake3Digest
{
    /// <summary>Bytes in a digest.</summary>
    public const int Length = 32;

    private readonly ulong _first;
    private readonly ulong _second;
    private readonly ulong _third;
    private readonly ulong _fourth;

    /// <summary>Takes over 32 bytes.</summary>
    public static Blake3Digest FromBytes(ReadOnlySpan<byte> bytes) => MemoryMarshal.Read<Blake3Digest>(bytes);

    /// <summary>Writes the 32 bytes.</summary>
    public void CopyTo(Span<byte> destination) => MemoryMarshal.Write(destination, this);

    /// <summary>The digest in lower-case hexadecimal digits.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Length];
        CopyTo(bytes);
        return Convert.ToHexStringLower(bytes);
    }
}
