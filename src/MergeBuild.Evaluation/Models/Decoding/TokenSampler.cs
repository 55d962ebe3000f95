using MergeBuild.Checkpoints.Numbers;
using MergeBuild.Evaluation.Numerics;

namespace MergeBuild.Evaluation.Models.Decoding;

/// <summary>
/// Draws ids: the temperature first, then the most likely k, then of those the most likely that reach the probability p
/// together. The draw of a step depends on the seed and the step alone.
/// </summary>
internal static class TokenSampler
{
    /// <summary>The id of a step; the most likely one without settings.</summary>
    public static int Next(ReadOnlySpan<float> logits, SamplingSettings? settings, int step) =>
        settings is null ? LogSoftmax.MostLikely(logits) : Draw(logits, settings, step);

    private static int Draw(ReadOnlySpan<float> logits, SamplingSettings settings, int step)
    {
        var largest = logits[LogSoftmax.MostLikely(logits)];
        var weights = new double[logits.Length];
        var ids = new int[logits.Length];
        for (var i = 0; i < ids.Length; i++)
        {
            weights[i] = Exponential.OfNegative(((double)logits[i] - largest) / settings.Temperature);
            ids[i] = i;
        }

        var count = ids.Length;
        if (settings.TopK > 0 || settings.TopP < 1)
        {
            var order = weights;
            Array.Sort(ids, (a, b) => order[a] != order[b] ? order[b].CompareTo(order[a]) : a.CompareTo(b));
            count = settings.TopK > 0 ? Math.Min(settings.TopK, count) : count;
            count = Nucleus(ids.AsSpan(0, count), weights, settings.TopP);
        }

        return Pick(ids.AsSpan(0, count), weights, Uniform(settings.Seed, step));
    }

    private static int Nucleus(ReadOnlySpan<int> ids, double[] weights, float probability)
    {
        var wanted = Sum(ids, weights) * probability;
        var reached = 0.0;
        for (var i = 0; i < ids.Length; i++)
        {
            reached += weights[ids[i]];
            if (reached >= wanted)
            {
                return i + 1;
            }
        }

        return ids.Length;
    }

    private static int Pick(ReadOnlySpan<int> ids, double[] weights, double uniform)
    {
        var wanted = Sum(ids, weights) * uniform;
        var reached = 0.0;
        foreach (var id in ids)
        {
            reached += weights[id];
            if (reached > wanted)
            {
                return id;
            }
        }

        return ids[^1];
    }

    private static double Sum(ReadOnlySpan<int> ids, double[] weights)
    {
        var sum = 0.0;
        foreach (var id in ids)
        {
            sum += weights[id];
        }

        return sum;
    }

    // 53 bits, as many as a double between 0 and 1 has.
    private static double Uniform(ulong seed, int step)
    {
        var (first, second, _, _) = new Philox(seed).At((ulong)step);
        return (((ulong)first << 32 | second) >> 11) / (double)(1UL << 53);
    }
}
