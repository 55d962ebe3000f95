using System.Collections.Immutable;

namespace MergeBuild.Evaluation.Reports.Html;

/// <summary>Round numbers for axes.</summary>
internal static class ChartScale
{
    private const int Intervals = 4;

    /// <summary>The range of an axis that holds all values and zero, ending at round numbers; never empty.</summary>
    public static (double Least, double Greatest) Around(IEnumerable<double> values)
    {
        var all = values.Append(0).ToArray();
        var (least, greatest) = (all.Min(), all.Max());
        var step = Step(least, greatest);
        return step == 0 ? (0, 1) : (Math.Floor(least / step) * step, Math.Ceiling(greatest / step) * step);
    }

    /// <summary>Round numbers from one end of a range to the other.</summary>
    public static ImmutableArray<double> Ticks(double least, double greatest)
    {
        var step = Step(least, greatest);
        var (first, last) = ((long)Math.Ceiling(least / step - 1e-9), (long)Math.Floor(greatest / step + 1e-9));
        return [.. Enumerable.Range(0, (int)(last - first + 1)).Select(i => (first + i) * step)];
    }

    // 1, 2, 2.5 or 5 times a power of ten.
    private static double Step(double least, double greatest)
    {
        var rough = (greatest - least) / Intervals;
        if (rough <= 0)
        {
            return 0;
        }

        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        return (rough / power) switch { <= 1 => 1, <= 2 => 2, <= 2.5 => 2.5, <= 5 => 5, _ => 10 } * power;
    }
}
