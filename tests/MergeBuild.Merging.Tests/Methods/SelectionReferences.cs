namespace MergeBuild.Merging.Tests.Methods;

/// <summary>Methods that select elements by comparing them with others, by sorting, in double precision.</summary>
internal static class SelectionReferences
{
    public static double[] Cabs(MethodRun run)
    {
        var (n, m, count) = ((int)run["n"], (int)run["m"], run.Base.Length);
        var rowLength = (int)(run.Shape.Length == 0 ? 1 : Math.Max(1, run.Shape[^1]));
        var owner = Enumerable.Repeat(-1, count).ToArray();
        for (var expert = 0; expert < run.Experts.Length; expert++)
        {
            for (var row = 0; row < count; row += rowLength)
            {
                for (var start = 0; start < rowLength; start += m)
                {
                    var group = Enumerable.Range(row + start, Math.Min(m, rowLength - start)).ToArray();
                    var kept = (int)Math.Ceiling(n * group.Length / (double)m);
                    foreach (var i in group.Where(i => owner[i] < 0).OrderByDescending(i => Math.Abs(Delta(run, expert, i))).Take(kept))
                    {
                        owner[i] = expert;
                    }
                }
            }
        }

        return [.. run.Base.Select((start, i) => start + (owner[i] < 0 ? 0 : run["lambda"] * run.Of("weight", owner[i]) * Delta(run, owner[i], i)))];
    }

    public static double[] ParameterCompetitionBalancing(MethodRun run)
    {
        var (experts, count) = (run.Experts.Length, run.Base.Length);
        var (sum, divisor) = (new double[count], new double[count]);
        for (var i = 0; i < experts && count > 0; i++)
        {
            var strength = Softmax([.. Norm(run, i, i).Select(norm => experts * norm)]);
            var agreement = new double[count];
            for (var j = 0; j < experts; j++)
            {
                agreement = [.. agreement.Zip(Softmax(Norm(run, i, j)), (total, term) => total + term)];
            }

            var scores = strength.Zip(agreement, (s, a) => s * a).ToArray();
            var kept = (int)Math.Ceiling(run.Of("density", i) * count);
            var threshold = scores.OrderDescending().ElementAt(kept - 1);
            for (var element = 0; element < count; element++)
            {
                if (scores[element] >= threshold)
                {
                    sum[element] += scores[element] * run.Of("weight", i) * Delta(run, i, element);
                    divisor[element] += scores[element];
                }
            }
        }

        return [.. run.Base.Select((start, i) => start + (divisor[i] == 0 ? 0 : run["lambda"] * sum[i] / divisor[i]))];
    }

    private static double[] Norm(MethodRun run, int i, int j)
    {
        var products = run.Base.Select((_, element) => Delta(run, i, element) * Delta(run, j, element)).ToArray();
        var (smallest, largest) = (products.Min(), products.Max());
        return [.. products.Select(product => largest == smallest ? 0 : (product - smallest) / (largest - smallest))];
    }

    private static double[] Softmax(double[] numbers)
    {
        var sum = numbers.Sum(Math.Exp);
        return [.. numbers.Select(number => Math.Exp(number) / sum)];
    }

    private static double Delta(MethodRun run, int expert, int element) => run.Experts[expert][element] - run.Base[element];
}
