namespace MergeBuild.Evaluation.Numerics;

/// <summary>Memory of the current thread that a kernel needs for its own duration.</summary>
internal static unsafe class ThreadScratch
{
    [ThreadStatic]
    private static NativeBuffer? _buffer;

    /// <summary>At least this many numbers, of any content; what was got before is no longer valid.</summary>
    public static float* Take(long count)
    {
        if (_buffer is null || _buffer.ByteLength < count * sizeof(float))
        {
            _buffer?.Dispose();
            _buffer = new NativeBuffer(count * sizeof(float));
        }

        return (float*)_buffer.Start;
    }
}
