namespace MergeBuild.Evaluation.Numerics;

/// <summary>Memory that is used again and again, so that the system does not have to clear it each time. Thread-safe.</summary>
internal sealed class BufferPool : IDisposable
{
    // Layers ask for the same few sizes; what exceeds this many was for another batch.
    private const int MaximumIdle = 16;

    private readonly List<NativeBuffer> _idle = [];
    private readonly Lock _lock = new();

    /// <summary>At least this many bytes, of any content.</summary>
    public NativeBuffer Rent(long byteLength)
    {
        lock (_lock)
        {
            var best = -1;
            for (var i = 0; i < _idle.Count; i++)
            {
                if (_idle[i].ByteLength >= byteLength && (best < 0 || _idle[i].ByteLength < _idle[best].ByteLength))
                {
                    best = i;
                }
            }

            if (best >= 0 && _idle[best].ByteLength <= Math.Max(4 * byteLength, 1 << 16))
            {
                var buffer = _idle[best];
                _idle.RemoveAt(best);
                return buffer;
            }
        }

        return new NativeBuffer(byteLength);
    }

    /// <summary>Takes memory back.</summary>
    public void Return(NativeBuffer buffer)
    {
        NativeBuffer? dropped = buffer;
        lock (_lock)
        {
            _idle.Add(buffer);
            dropped = _idle.Count > MaximumIdle ? _idle[0] : null;
            if (dropped is not null)
            {
                _idle.RemoveAt(0);
            }
        }

        dropped?.Dispose();
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _idle.ForEach(buffer => buffer.Dispose());
            _idle.Clear();
        }
    }
}
