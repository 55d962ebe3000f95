using MergeBuild.Evaluation.Numerics;

namespace MergeBuild.Evaluation.Models.Layers;

/// <summary>
/// Keys and values of one layer at all positions of a sequence so far, head by head, laid out for
/// <see cref="AttentionKernel"/>.
/// </summary>
internal sealed unsafe class KeyValueCache(int heads, int dimension, BufferPool pool) : IDisposable
{
    private const int Positions = AttentionKernel.BlockPositions;

    private readonly int _stride = (dimension + AttentionKernel.BlockDimensions - 1) / AttentionKernel.BlockDimensions * AttentionKernel.BlockDimensions;
    private NativeBuffer? _memory;
    private int _capacity;

    /// <summary>Numbers of a value's row.</summary>
    public int Stride => _stride;

    private long KeysLength => (long)_capacity * dimension;

    private long HeadLength => KeysLength + ((long)_capacity * _stride);

    /// <summary>Makes room for positions below an end; what is stored stays.</summary>
    public void Reserve(int end)
    {
        if (end <= _capacity)
        {
            return;
        }

        var (oldMemory, oldCapacity, oldHead) = (_memory, _capacity, HeadLength);
        _capacity = (Math.Max(end, oldCapacity + (oldCapacity / 2)) + Positions - 1) / Positions * Positions;
        _memory = pool.Rent(heads * HeadLength * sizeof(float));

        // Vectors run over dimensions that no value has; what they find there must be a number.
        new NativeSpan((float*)_memory.Start, heads * HeadLength).Clear();
        for (var head = 0; head < heads && oldMemory is not null; head++)
        {
            var source = (float*)oldMemory.Start + (head * oldHead);
            NativeSpan.Copy(source, Keys(head), (long)oldCapacity * dimension);
            NativeSpan.Copy(source + ((long)oldCapacity * dimension), Values(head), (long)oldCapacity * _stride);
        }

        if (oldMemory is not null)
        {
            pool.Return(oldMemory);
        }
    }

    /// <summary>Takes the first positions of a cache of the same layer, and makes room for positions below an end.</summary>
    public void CopyFrom(KeyValueCache source, int count, int end)
    {
        Reserve(Math.Max(count, end));
        for (var head = 0; head < heads; head++)
        {
            // Keys lie in whole blocks of positions.
            NativeSpan.Copy(source.Keys(head), Keys(head), (long)((count + Positions - 1) / Positions * Positions) * dimension);
            NativeSpan.Copy(source.Values(head), Values(head), (long)count * _stride);
        }
    }

    public float* Keys(int head) => (float*)_memory!.Start + (head * HeadLength);

    public float* Values(int head) => Keys(head) + KeysLength;

    /// <summary>Stores what one head has at a position.</summary>
    public void Store(int head, int position, ReadOnlySpan<float> key, ReadOnlySpan<float> value)
    {
        var column = Keys(head) + ((long)(position / Positions) * Positions * dimension) + (position % Positions);
        for (var i = 0; i < dimension; i++)
        {
            column[(long)i * Positions] = key[i];
        }

        value.CopyTo(new Span<float>(Values(head) + ((long)position * _stride), dimension));
    }

    public void Dispose()
    {
        if (_memory is not null)
        {
            pool.Return(_memory);
            _memory = null;
            _capacity = 0;
        }
    }
}
