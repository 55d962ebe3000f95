namespace MergeBuild.Merging.Numerics;

/// <summary>
/// Some float64 vectors of one length, one after the other: a matrix by its rows or by its columns, whichever are fewer.
/// </summary>
internal sealed class VectorSet(int count, int length)
{
    private readonly double[] _elements = new double[(long)count * length];

    /// <summary>How many vectors.</summary>
    public int Count => count;

    /// <summary>Elements of a vector.</summary>
    public int Length => length;

    /// <summary>A vector.</summary>
    public Span<double> this[int index] => _elements.AsSpan(index * length, length);

    /// <summary>A matrix times a factor: its rows, or its columns if they are fewer.</summary>
    public static VectorSet OfShorterSide(ReadOnlySpan<float> matrix, int rows, int columns, double factor)
    {
        var isTransposed = rows > columns;
        var vectors = isTransposed ? new VectorSet(columns, rows) : new VectorSet(rows, columns);
        for (var i = 0; i < matrix.Length; i++)
        {
            vectors._elements[vectors.IndexOf(i, isTransposed)] = factor * matrix[i];
        }

        return vectors;
    }

    /// <summary>Writes the matrix row by row.</summary>
    public void CopyTo(Span<float> matrix, bool isTransposed)
    {
        for (var i = 0; i < matrix.Length; i++)
        {
            matrix[i] = (float)_elements[IndexOf(i, isTransposed)];
        }
    }

    /// <summary>Adds other vectors, each to the one of the same index.</summary>
    public void Add(VectorSet other)
    {
        for (var i = 0; i < count; i++)
        {
            VectorArithmetic.Add(this[i], 1, other[i]);
        }
    }

    // The columns of a matrix of Count columns lie Length apart.
    private int IndexOf(int element, bool isTransposed) => isTransposed ? (element % count * length) + (element / count) : element;
}
