namespace MergeBuild.Merging.Tests.Methods;

/// <summary>Methods that look at one element after the other, and the average, in double precision.</summary>
internal static class ElementReferences
{
    public static double[] ConsensusTaskArithmetic(MethodRun run) => Map(run, deltas =>
    {
        var merged = Enumerable.Range(0, deltas.Length).Sum(i => run.Of("weight", i) * deltas[i]);
        var wanted = Enumerable.Range(0, deltas.Length)
            .Count(i => Math.Abs(deltas[i]) >= run.Of("mask_lambda", i) * Math.Abs(merged - deltas[i]));
        return wanted >= run["k"] ? run["lambda"] * merged : 0;
    });

    public static double[] Emr(MethodRun run) => Map(run, deltas =>
    {
        var weighted = deltas.Select((delta, i) => run.Of("weight", i) * delta).ToArray();
        var sign = Math.Sign(weighted.Sum());
        return run["lambda"] * sign * weighted.Where(delta => Math.Sign(delta) == sign).Select(Math.Abs).DefaultIfEmpty().Max();
    });

    public static double[] WiseFt(MethodRun run) => Map(run, deltas => run["alpha"] * deltas[0]);

    public static double[] TaskAnalogy(MethodRun run) => Map(run, deltas => run["lambda"] * (deltas[2] + deltas[1] - deltas[0]));

    public static double[] VariancePreservingAverage(MethodRun run)
    {
        var weights = Enumerable.Range(0, run.Experts.Length).Select(i => run.Of("weight", i)).ToArray();
        var shares = weights.Select(weight => weight / weights.Sum()).ToArray();
        var average = Enumerable.Range(0, run.Base.Length)
            .Select(i => run.Experts.Select((expert, e) => shares[e] * expert[i]).Sum())
            .ToArray();
        if (average.Length < 2)
        {
            return average;
        }

        var target = run.Experts.Select((expert, e) => shares[e] * Deviation([.. expert.Select(element => (double)element)])).Sum();
        var (mean, deviation) = (average.Average(), Deviation(average));
        return [.. average.Select(element => mean + ((element - mean) * target / deviation))];
    }

    private static double Deviation(double[] numbers)
    {
        var mean = numbers.Average();
        return Math.Sqrt(numbers.Average(number => (number - mean) * (number - mean)));
    }

    private static double[] Map(MethodRun run, Func<double[], double> merge) =>
    [
        .. run.Base.Select((start, i) => start + merge([.. run.Experts.Select(expert => (double)(expert[i] - start))])),
    ];
}
