namespace MergeBuild.Evaluation.Models.Rotary;

/// <summary>
/// "Dynamic NTK": beyond the trained length L the base grows with the sequence's length n, by
/// (factor·n/L − (factor − 1))^(d/(d − 2)).
/// </summary>
internal sealed class DynamicRotary(double theta, int dimension, double factor, int trainedLength) : IRotaryScaling
{
    // Every length has angles of its own; those of this many lengths are kept.
    private const int MaximumKnown = 64;

    private readonly RotaryFrequencies _trained = new(RotaryBase.Inverse(theta, dimension), 1);
    private readonly Lock _lock = new();
    private readonly Dictionary<int, RotaryFrequencies> _stretched = [];

    /// <inheritdoc/>
    public RotaryFrequencies For(int length)
    {
        if (length <= trainedLength)
        {
            return _trained;
        }

        lock (_lock)
        {
            if (_stretched.TryGetValue(length, out var known))
            {
                return known;
            }

            if (_stretched.Count == MaximumKnown)
            {
                _stretched.Clear();
            }

            var growth = Math.Pow((factor * length / trainedLength) - (factor - 1), dimension / (dimension - 2.0));
            return _stretched[length] = new RotaryFrequencies(RotaryBase.Inverse(theta * growth, dimension), 1);
        }
    }
}
