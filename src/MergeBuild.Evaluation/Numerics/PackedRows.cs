namespace MergeBuild.Evaluation.Numerics;

/// <summary>
/// Rows of activations laid out in tiles of <see cref="MatrixTile.Rows"/>: what a tile's rows have at input 0, then at
/// input 1, and so on. Rows that lie a power of two apart would all compete for the same places of the cache.
/// </summary>
internal sealed unsafe class PackedRows : IDisposable
{
    private readonly NativeBuffer _memory;
    private readonly BufferPool _pool;
    private readonly int _inputs;

    private PackedRows(int rows, int inputs, BufferPool pool)
    {
        RowCount = rows;
        TileCount = (rows + MatrixTile.Rows - 1) / MatrixTile.Rows;
        _inputs = inputs;
        _pool = pool;
        _memory = pool.Rent((long)TileCount * MatrixTile.Rows * inputs * sizeof(float));
    }

    public int RowCount { get; }

    public int TileCount { get; }

    /// <summary>Packs rows; the last tile is filled up with zeros.</summary>
    public static PackedRows Of(FloatRows activations, int firstRow, int rows, Workers workers)
    {
        var packed = new PackedRows(rows, activations.Width, workers.Buffers);
        workers.Run(packed.TileCount, tile =>
        {
            var count = Math.Min(MatrixTile.Rows, rows - (tile * MatrixTile.Rows));
            if (count < MatrixTile.Rows)
            {
                new Span<float>(packed.At(tile, 0), MatrixTile.Rows * packed._inputs).Clear();
            }

            for (var i = 0; i < count; i++)
            {
                var source = activations.Row(firstRow + (tile * MatrixTile.Rows) + i);
                var destination = packed.At(tile, 0) + i;
                for (nint input = 0; input < packed._inputs; input++)
                {
                    destination[input * MatrixTile.Rows] = source[input];
                }
            }
        });
        return packed;
    }

    public float* At(int tile, int input) => (float*)_memory.Start + (((long)tile * _inputs + input) * MatrixTile.Rows);

    public void Dispose() => _pool.Return(_memory);
}
