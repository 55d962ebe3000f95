namespace MergeBuild.Merging.Numerics;

/// <summary>
/// Sums over a tensor that do not depend on threads or block size: a partial sum for each unit of
/// <see cref="UnitLength"/> elements, added up in the order of the units.
/// </summary>
internal sealed class UnitSums(long elementCount, int sumCount)
{
    /// <summary>Elements of a unit. Every block begins at a multiple of it.</summary>
    public const int UnitLength = 16384;

    private readonly double[] _partials = new double[(elementCount + UnitLength - 1) / UnitLength * sumCount];

    /// <summary>Sets the partial sum of a unit. Units may be set by several threads at once.</summary>
    public void Set(long firstElement, int sum, double value) =>
        _partials[(firstElement / UnitLength * sumCount) + sum] = value;

    /// <summary>A sum over the whole tensor.</summary>
    public double Total(int sum)
    {
        var total = 0.0;
        for (var i = sum; i < _partials.Length; i += sumCount)
        {
            total += _partials[i];
        }

        return total;
    }
}
