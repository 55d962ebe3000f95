namespace MergeBuild.Evaluation.Numerics;

/// <summary>Activations: float32, one row a position, row after row.</summary>
internal sealed unsafe class FloatRows : IDisposable
{
    // Kernels load whole vectors; what they load beyond the last row is never used.
    private const int Slack = 64;

    private readonly BufferPool _pool;
    private NativeBuffer? _memory;

    public FloatRows(int count, int width, BufferPool pool)
    {
        Count = count;
        Width = width;
        _pool = pool;
        _memory = pool.Rent((((long)count * width) + Slack) * sizeof(float));
    }

    public int Count { get; }

    public int Width { get; }

    public float* Start => (float*)(_memory ?? throw new ObjectDisposedException(nameof(FloatRows))).Start;

    public Span<float> this[int row] => new(Row(row), Width);

    public float* Row(int row) => Start + ((long)row * Width);

    public void Dispose()
    {
        if (_memory is not null)
        {
            _pool.Return(_memory);
            _memory = null;
        }
    }
}
