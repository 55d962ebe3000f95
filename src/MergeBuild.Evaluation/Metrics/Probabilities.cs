using System.Collections.Immutable;

namespace MergeBuild.Evaluation.Metrics;

/// <summary>Probabilities of choices and classes from their logarithms.</summary>
internal static class Probabilities
{
    /// <summary>The index of the greatest value, the lowest where several are.</summary>
    public static int MostLikely(ImmutableArray<double> values)
    {
        var best = 0;
        for (var i = 1; i < values.Length; i++)
        {
            best = values[i] > values[best] ? i : best;
        }

        return best;
    }

    /// <summary>exp(xᵢ)/Σexp(xⱼ): choices compete with one another alone.</summary>
    public static double[] Softmax(ImmutableArray<double> values)
    {
        var greatest = values.Max();
        var exponentials = values.Select(value => Math.Exp(value - greatest)).ToArray();
        var sum = exponentials.Sum();
        return Array.ConvertAll(exponentials, exponential => exponential / sum);
    }

    /// <summary>xᵢ − ln Σexp(xⱼ).</summary>
    public static ImmutableArray<double> LogSoftmax(IReadOnlyCollection<double> values)
    {
        var greatest = values.Max();
        var logarithm = greatest + Math.Log(values.Sum(value => Math.Exp(value - greatest)));
        return [.. values.Select(value => value - logarithm)];
    }
}
