namespace MergeBuild.Evaluation.Tests.Models.Reference;

/// <summary>Attention as its definition says, over all positions at once.</summary>
internal static class AttentionDefinition
{
    /// <summary>What each position gets.</summary>
    /// <param name="queries">Position, then all heads' numbers.</param>
    /// <param name="keys">Position, then all key-value heads' numbers.</param>
    /// <param name="values">As the keys.</param>
    /// <param name="dimension">Numbers of a head.</param>
    /// <param name="scale">Multiplies products.</param>
    /// <param name="sees">Whether a position sees another.</param>
    /// <param name="cap">Of products; 0 for none.</param>
    public static double[][] Apply(
        double[][] queries, double[][] keys, double[][] values, int dimension, double scale, Func<int, int, bool> sees, double cap = 0)
    {
        var heads = queries[0].Length / dimension;
        var group = heads / (keys[0].Length / dimension);
        return [.. queries.Select((query, position) => Enumerable.Range(0, heads).SelectMany(head => Head(position, head)).ToArray())];

        double[] Head(int position, int head)
        {
            var query = queries[position].AsSpan(head * dimension, dimension).ToArray();
            var seen = Enumerable.Range(0, keys.Length).Where(other => sees(position, other)).ToArray();
            var weights = Weights.Softmax(seen.Select(other => Cap(scale * Weights.Dot(query, keys[other].AsSpan(head / group * dimension, dimension)))));
            var result = new double[dimension];
            foreach (var (other, weight) in seen.Zip(weights))
            {
                for (var i = 0; i < dimension; i++)
                {
                    result[i] += weight * values[other][(head / group * dimension) + i];
                }
            }

            return result;
        }

        double Cap(double product) => cap > 0 ? cap * Math.Tanh(product / cap) : product;
    }

    /// <summary>Rotates each head: number i with number i + n, where n pairs are rotated.</summary>
    public static double[] Rotate(double[] heads, int dimension, int position, double[] inverse, double factor)
    {
        var result = (double[])heads.Clone();
        for (var start = 0; start < heads.Length; start += dimension)
        {
            for (var i = 0; i < inverse.Length; i++)
            {
                var (cosine, sine) = (Math.Cos(position * inverse[i]) * factor, Math.Sin(position * inverse[i]) * factor);
                var (x, y) = (heads[start + i], heads[start + i + inverse.Length]);
                result[start + i] = (x * cosine) - (y * sine);
                result[start + i + inverse.Length] = (y * cosine) + (x * sine);
            }
        }

        return result;
    }

    /// <summary>base^(−2i/d).</summary>
    public static double[] Inverse(double theta, int dimension) =>
        [.. Enumerable.Range(0, dimension / 2).Select(i => Math.Pow(theta, -2.0 * i / dimension))];
}
