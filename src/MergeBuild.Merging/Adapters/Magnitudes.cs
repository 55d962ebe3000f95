namespace MergeBuild.Merging.Adapters;

/// <summary>Gives the weights of each output the length that DoRA learned: elements · m / ‖·‖.</summary>
internal sealed class Magnitudes
{
    private readonly double[] _factors;
    private readonly int _columns;
    private readonly bool _isTransposed;

    /// <summary>Divides magnitudes by norms, output by output.</summary>
    /// <param name="magnitudes">The magnitudes.</param>
    /// <param name="norms">The norms of the weights that they are for.</param>
    /// <param name="columns">The columns of the stored weights.</param>
    /// <param name="isTransposed">Whether the outputs are columns.</param>
    public Magnitudes(float[] magnitudes, double[] norms, int columns, bool isTransposed)
    {
        (_columns, _isTransposed) = (columns, isTransposed);
        _factors = [.. magnitudes.Zip(norms, (magnitude, norm) => magnitude / norm)];
    }

    /// <summary>Scales a run of elements of the matrix.</summary>
    public void Apply(Span<float> elements, long firstElement)
    {
        var row = firstElement / _columns;
        var column = (int)(firstElement % _columns);
        for (var i = 0; i < elements.Length; i++)
        {
            elements[i] = (float)(elements[i] * _factors[_isTransposed ? column : row]);
            if (++column == _columns)
            {
                (row, column) = (row + 1, 0);
            }
        }
    }
}
