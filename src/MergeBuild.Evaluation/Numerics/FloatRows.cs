namespace MergeBuild.Evaluation.Numerics;

/// <summary>Activations: float32, one row a position, row after row.</summary>
internal sealed unsafe class FloatRows : IDisposable
{
    // Kernels load whole vectors; what they load beyond the last row is never used.
    private const int Slack = 64;

    private readonly NativeBuffer _memory;

    public FloatRows(int count, int width)
    {
        Count = count;
        Width = width;
        _memory = new NativeBuffer(((long)count * width + Slack) * sizeof(float));
    }

    public int Count { get; }

    public int Width { get; }

    public float* Start => (float*)_memory.Start;

    public Span<float> this[int row] => new(Row(row), Width);

    public float* Row(int row) => Start + ((long)row * Width);

    public void Dispose() => _memory.Dispose();
}
