using MergeBuild.Evaluation.Gates.Sums;

namespace MergeBuild.Evaluation.Gates;

/// <summary>Sums of a metric over each cluster, of the merge and then of the parent: what a bootstrap draws from.</summary>
/// <param name="Values">One row a cluster, of twice the metric's sums.</param>
/// <param name="Count">How many examples.</param>
/// <param name="Clusters">How many rows.</param>
internal sealed record PairedRows(double[] Values, int Count, int Clusters)
{
    /// <summary>Sums each cluster; null where an example does not have the metric.</summary>
    public static PairedRows? Of(ExamplePairs pairs, IMetricSums sums)
    {
        var values = new double[2 * sums.Width * pairs.ClusterCount];
        for (var i = 0; i < pairs.Count; i++)
        {
            var row = values.AsSpan(2 * sums.Width * pairs.Clusters[i], 2 * sums.Width);
            if (!sums.TryAdd(pairs.First[i], row[..sums.Width]) || !sums.TryAdd(pairs.Second[i], row[sums.Width..]))
            {
                return null;
            }
        }

        return new PairedRows(values, pairs.Count, pairs.ClusterCount);
    }

    /// <summary>The mean of the merge (0) or of the parent (1), where the sums are a number and a total.</summary>
    public double Mean(int model)
    {
        var (count, total) = (0.0, 0.0);
        for (var start = 2 * model; start < Values.Length; start += 4)
        {
            count += Values[start];
            total += Values[start + 1];
        }

        return total / count;
    }
}
