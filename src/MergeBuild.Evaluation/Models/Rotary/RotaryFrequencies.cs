namespace MergeBuild.Evaluation.Models.Rotary;

/// <summary>
/// The angles by which positions rotate queries and keys (Su et al., "RoFormer", 2021): position · frequency in float32,
/// as the reference implementation computes them.
/// </summary>
/// <param name="inverse">Radians a position, one number a pair of dimensions.</param>
/// <param name="attentionFactor">Multiplies cosines and sines.</param>
internal sealed class RotaryFrequencies(float[] inverse, float attentionFactor)
{
    // For each position the cosines of all pairs, then their sines.
    private float[] _table = [];

    /// <summary>Radians a position, one number a pair of dimensions.</summary>
    public IReadOnlyList<float> Inverse => inverse;

    /// <summary>Multiplies cosines and sines.</summary>
    public float AttentionFactor => attentionFactor;

    /// <summary>Pairs of dimensions that are rotated.</summary>
    public int PairCount => inverse.Length;

    /// <summary>Computes the angles of positions below an end. Not safe while others rotate.</summary>
    public void Prepare(int end)
    {
        var known = _table.Length / (2 * PairCount);
        if (end <= known)
        {
            return;
        }

        var count = Math.Max(end, Math.Min(2 * known, 1 << 20));
        Array.Resize(ref _table, count * 2 * PairCount);
        for (var position = known; position < count; position++)
        {
            var row = _table.AsSpan(position * 2 * PairCount, 2 * PairCount);
            for (var i = 0; i < PairCount; i++)
            {
                var angle = (double)(position * inverse[i]);
                row[i] = (float)Math.Cos(angle) * attentionFactor;
                row[PairCount + i] = (float)Math.Sin(angle) * attentionFactor;
            }
        }
    }

    /// <summary>Rotates one head's vector in place: element i with element i + <see cref="PairCount"/>.</summary>
    public void Rotate(Span<float> vector, int position)
    {
        var row = _table.AsSpan(position * 2 * PairCount, 2 * PairCount);
        for (var i = 0; i < PairCount; i++)
        {
            var (x, y, cosine, sine) = (vector[i], vector[i + PairCount], row[i], row[PairCount + i]);
            vector[i] = (x * cosine) - (y * sine);
            vector[i + PairCount] = (y * cosine) + (x * sine);
        }
    }
}
