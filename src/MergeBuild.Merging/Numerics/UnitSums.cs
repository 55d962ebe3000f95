using MergeBuild.Merging.Engine;

namespace MergeBuild.Merging.Numerics;

/// <summary>
/// Sums over a tensor that do not depend on threads or block size: a partial sum for each unit, added up in the order
/// of the units.
/// </summary>
internal sealed class UnitSums(Tiling tiling, int sumCount)
{
    private readonly double[] _partials = new double[(long)tiling.UnitCount * sumCount];

    /// <summary>Sets the partial sum of a unit. Units may be set by several threads at once.</summary>
    public void Set(long firstElement, int sum, double value) =>
        _partials[((long)tiling.UnitAt(firstElement) * sumCount) + sum] = value;

    /// <summary>A sum over the whole tensor.</summary>
    public double Total(int sum)
    {
        var total = 0.0;
        for (var i = (long)sum; i < _partials.Length; i += sumCount)
        {
            total += _partials[i];
        }

        return total;
    }
}
