using System.Numerics;
using MergeBuild.Checkpoints.Numbers;

namespace MergeBuild.Evaluation.Statistics;

/// <summary>A statistic of the column sums of a sample.</summary>
/// <param name="sums">One sum a column.</param>
internal delegate double SumStatistic(ReadOnlySpan<double> sums);

/// <summary>
/// Draws clusters of examples with replacement, the same ones for both models, and takes a statistic of the drawn rows' sums.
/// The choice of a draw depends on seed, draw and place alone. Efron and Tibshirani, "An Introduction to the Bootstrap" (1993).
/// </summary>
internal static class ClusterBootstrap
{
    /// <summary>Draws that a verdict is made of.</summary>
    public const int UsualDraws = 10_000;

    /// <summary>The distribution of a statistic.</summary>
    /// <param name="rows">One row a cluster, each of <paramref name="width"/> sums over the cluster's examples; two rows or more.</param>
    /// <param name="width">Numbers a row.</param>
    /// <param name="statistic">What is taken of the sums; a value that is not finite counts as not defined.</param>
    /// <param name="seed">Decides the draws.</param>
    /// <param name="draws">How many.</param>
    public static BootstrapDistribution Run(double[] rows, int width, SumStatistic statistic, ulong seed, int draws = UsualDraws)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var count = rows.Length / width;
        var values = new double[draws];
        var random = new Philox(seed);
        var sums = new double[width];
        for (var draw = 0; draw < draws; draw++)
        {
            Array.Clear(sums);
            for (var place = 0; place < count; place += Philox.NumbersPerCounter)
            {
                var (first, second, third, fourth) = random.At((ulong)(place / Philox.NumbersPerCounter), (ulong)draw);
                ReadOnlySpan<uint> numbers = [first, second, third, fourth];
                foreach (var number in numbers[..Math.Min(numbers.Length, count - place)])
                {
                    var row = (int)(((ulong)number * (ulong)count) >> 32);
                    Add(sums, rows.AsSpan(row * width, width));
                }
            }

            values[draw] = statistic(sums);
        }

        var total = Total(rows, width);
        return new BootstrapDistribution(values, statistic(total), Acceleration(rows, width, total, statistic), count);
    }

    // Each column is a sum of its own, so that the vector's width does not matter.
    private static void Add(Span<double> sums, ReadOnlySpan<double> row)
    {
        var column = 0;
        for (; column <= row.Length - Vector<double>.Count; column += Vector<double>.Count)
        {
            (new Vector<double>(sums[column..]) + new Vector<double>(row[column..])).CopyTo(sums[column..]);
        }

        for (; column < row.Length; column++)
        {
            sums[column] += row[column];
        }
    }

    private static double[] Total(double[] rows, int width)
    {
        var total = new double[width];
        for (var start = 0; start < rows.Length; start += width)
        {
            Add(total, rows.AsSpan(start, width));
        }

        return total;
    }

    // Σd³ / (6·(Σd²)^1.5) over the values without one row each, d being their mean less the value; equation 14.15 of the book.
    private static double Acceleration(double[] rows, int width, double[] total, SumStatistic statistic)
    {
        var count = rows.Length / width;
        var values = new double[count];
        var rest = new double[width];
        for (var row = 0; row < count; row++)
        {
            for (var column = 0; column < width; column++)
            {
                rest[column] = total[column] - rows[(row * width) + column];
            }

            values[row] = statistic(rest);
        }

        var mean = values.Average();
        var squares = values.Sum(value => (mean - value) * (mean - value));
        var cubes = values.Sum(value => (mean - value) * (mean - value) * (mean - value));
        var acceleration = cubes / (6 * Math.Pow(squares, 1.5));
        return double.IsFinite(acceleration) ? acceleration : 0;
    }
}
