using System.Numerics;

namespace MergeBuild.Merging.Tests.Methods;

/// <summary>
/// Methods on matrices by other means than theirs: singular vectors from the eigenvectors of AᵀA, Fourier transforms from
/// their definition.
/// </summary>
internal static class MatrixReferences
{
    public static double[] IsotropicMerging(MethodRun run) => OfMatrix(run, deltas =>
    {
        var sum = deltas.Aggregate(Dense.Add);
        var (u, values, v) = Dense.Decompose(sum);
        var mean = values.Sum() / Math.Min(sum.GetLength(0), sum.GetLength(1));
        return Dense.Multiply(Dense.Scale(u, [.. values.Select(_ => mean)]), Dense.Transpose(v));
    });

    public static double[] TaskSingularVectors(MethodRun run) => OfMatrix(run, deltas =>
    {
        var (rows, columns) = (deltas[0].GetLength(0), deltas[0].GetLength(1));
        var kept = Math.Max(1, Math.Min(rows, columns) / deltas.Length);
        var parts = deltas.Select(Dense.Decompose).ToArray();
        var values = parts.SelectMany(part => part.Values.Take(kept)).ToArray();
        var u = Dense.Whiten(Dense.Columns(parts.Select(part => part.U), kept));
        var v = Dense.Whiten(Dense.Columns(parts.Select(part => part.V), kept));
        return Dense.Multiply(Dense.Scale(u, values), Dense.Transpose(v));
    });

    public static double[] Free(MethodRun run)
    {
        var magnitudes = Deltas(run, _ => 1).Select(delta => delta.Sum(Math.Abs)).ToArray();
        var deltas = Deltas(run, i => run.Of("weight", i) * magnitudes[i] / magnitudes.Sum());
        var sum = Enumerable.Range(0, run.Base.Length).Select(i => deltas.Sum(delta => delta[i])).ToArray();
        if (run.Shape.Length == 2)
        {
            sum = HighPass(sum, (int)run.Shape[0], (int)run.Shape[1], run["cutoff"]);
        }

        return [.. run.Base.Zip(sum, (start, delta) => start + (run["lambda"] * delta))];
    }

    private static double[] HighPass(double[] matrix, int rows, int columns, double cutoff)
    {
        static double Distance(int frequency, int length) => 2.0 * Math.Min(frequency, length - frequency) / length;

        var result = (double[])matrix.Clone();
        for (var y = 0; y < rows; y++)
        {
            for (var x = 0; x < columns; x++)
            {
                if (Math.Sqrt((Distance(x, columns) * Distance(x, columns)) + (Distance(y, rows) * Distance(y, rows))) >= cutoff)
                {
                    continue;
                }

                Complex Wave(int i, int sign) => Complex.FromPolarCoordinates(
                    1, sign * 2 * Math.PI * (((double)y * (i / columns) / rows) + ((double)x * (i % columns) / columns)));

                var amplitude = matrix.Select((element, i) => element * Wave(i, -1)).Aggregate(Complex.Zero, Complex.Add) / matrix.Length;
                for (var i = 0; i < result.Length; i++)
                {
                    result[i] -= (amplitude * Wave(i, 1)).Real;
                }
            }
        }

        return result;
    }

    private static double[] OfMatrix(MethodRun run, Func<double[][,], double[,]> merge)
    {
        var deltas = Deltas(run, i => run.Of("weight", i));
        double[] merged;
        if (run.Shape.Length == 2 && run.Base.Length > 0)
        {
            merged = [.. merge([.. deltas.Select(delta => Dense.Of(delta, (int)run.Shape[0], (int)run.Shape[1]))]).Cast<double>()];
        }
        else
        {
            merged = [.. Enumerable.Range(0, run.Base.Length).Select(i => deltas.Average(delta => delta[i]))];
        }

        return [.. run.Base.Zip(merged, (start, delta) => start + (run["lambda"] * delta))];
    }

    private static double[][] Deltas(MethodRun run, Func<int, double> factor) =>
        [.. run.Experts.Select((expert, e) => expert.Select((element, i) => factor(e) * (element - run.Base[i])).ToArray())];
}
