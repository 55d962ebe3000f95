namespace MergeBuild.Merging.Numerics;

/// <summary>The dot products of some vectors with each other.</summary>
internal sealed class Gram(int vectorCount)
{
    private readonly double[,] _products = new double[vectorCount, vectorCount];

    /// <summary>How many vectors.</summary>
    public int Count => vectorCount;

    /// <summary>The dot product of two vectors; setting one sets its mirror image too.</summary>
    public double this[int i, int j]
    {
        get => _products[i, j];
        set => _products[i, j] = _products[j, i] = value;
    }

    /// <summary>A vector's length.</summary>
    public double Norm(int i) => Math.Sqrt(_products[i, i]);

    /// <summary>The dot product of two combinations of the vectors.</summary>
    public double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var sum = 0.0;
        for (var i = 0; i < Count; i++)
        {
            for (var j = 0; j < Count; j++)
            {
                sum += a[i] * b[j] * _products[i, j];
            }
        }

        return sum;
    }
}
