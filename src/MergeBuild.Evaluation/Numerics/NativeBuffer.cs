using System.Runtime.InteropServices;

namespace MergeBuild.Evaluation.Numerics;

/// <summary>Memory outside the collected heap, aligned to cache lines and cleared: matrices have more bytes than arrays may.</summary>
internal sealed unsafe class NativeBuffer : IDisposable
{
    private const nuint Alignment = 64;

    private byte* _start;

    /// <summary>Allocates and clears.</summary>
    public NativeBuffer(long byteLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(byteLength);
        ByteLength = byteLength;
        _start = (byte*)NativeMemory.AlignedAlloc((nuint)Math.Max(byteLength, 1), Alignment);
        NativeMemory.Clear(_start, (nuint)byteLength);
        GC.AddMemoryPressure(Math.Max(byteLength, 1));
    }

    /// <summary>Gives the memory back if nobody did.</summary>
    ~NativeBuffer() => Free();

    public long ByteLength { get; }

    /// <summary>The first byte. The buffer must be kept alive while it is used.</summary>
    public byte* Start => _start is not null ? _start : throw new ObjectDisposedException(nameof(NativeBuffer));

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        if (_start is not null)
        {
            NativeMemory.AlignedFree(_start);
            _start = null;
            GC.RemoveMemoryPressure(Math.Max(ByteLength, 1));
        }
    }
}
