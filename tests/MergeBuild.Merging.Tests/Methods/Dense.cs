namespace MergeBuild.Merging.Tests.Methods;

/// <summary>Small dense matrices in double precision, the textbook way.</summary>
internal static class Dense
{
    private const double RankTolerance = 1e-12;

    public static double[,] Of(double[] elements, int rows, int columns) => Fill(rows, columns, (i, j) => elements[(i * columns) + j]);

    public static double[,] Transpose(double[,] a) => Fill(a.GetLength(1), a.GetLength(0), (i, j) => a[j, i]);

    public static double[,] Add(double[,] a, double[,] b) => Fill(a.GetLength(0), a.GetLength(1), (i, j) => a[i, j] + b[i, j]);

    public static double[,] Multiply(double[,] a, double[,] b) => Fill(a.GetLength(0), b.GetLength(1),
        (i, j) => Enumerable.Range(0, b.GetLength(0)).Sum(k => a[i, k] * b[k, j]));

    /// <summary>Each column times its factor.</summary>
    public static double[,] Scale(double[,] a, double[] factors) => Fill(a.GetLength(0), factors.Length, (i, j) => a[i, j] * factors[j]);

    /// <summary>The first columns of each matrix, side by side.</summary>
    public static double[,] Columns(IEnumerable<double[,]> matrices, int kept)
    {
        var columns = matrices.SelectMany(matrix => Enumerable.Range(0, Math.Min(kept, matrix.GetLength(1))).Select(j => (matrix, j))).ToArray();
        return Fill(columns[0].matrix.GetLength(0), columns.Length, (i, j) => columns[j].matrix[i, columns[j].j]);
    }

    /// <summary>A = U·diag(values)·Vᵀ without the values that are zero.</summary>
    public static (double[,] U, double[] Values, double[,] V) Decompose(double[,] a)
    {
        if (a.GetLength(0) < a.GetLength(1))
        {
            var (left, transposedValues, right) = Decompose(Transpose(a));
            return (right, transposedValues, left);
        }

        var (squares, vectors) = Eigen(Multiply(Transpose(a), a));
        var order = Enumerable.Range(0, squares.Length).Where(i => squares[i] > RankTolerance * squares.Max()).OrderByDescending(i => squares[i]).ToArray();
        var values = order.Select(i => Math.Sqrt(squares[i])).ToArray();
        var v = Fill(vectors.GetLength(0), order.Length, (i, j) => vectors[i, order[j]]);
        return (Scale(Multiply(a, v), [.. values.Select(value => 1 / value)]), values, v);
    }

    /// <summary>UVᵀ of A = UΣVᵀ.</summary>
    public static double[,] Whiten(double[,] a)
    {
        var (u, _, v) = Decompose(a);
        return Multiply(u, Transpose(v));
    }

    // Cyclic Jacobi: rotate away one element beside the diagonal after the other.
    private static (double[] Values, double[,] Vectors) Eigen(double[,] symmetric)
    {
        var n = symmetric.GetLength(0);
        var a = (double[,])symmetric.Clone();
        var vectors = Fill(n, n, (i, j) => i == j ? 1 : 0);
        for (var sweep = 0; sweep < 50; sweep++)
        {
            for (var p = 0; p < n; p++)
            {
                for (var q = p + 1; q < n; q++)
                {
                    var angle = 0.5 * Math.Atan2(2 * a[p, q], a[q, q] - a[p, p]);
                    var rotation = Fill(n, n, (i, j) => i == j ? 1 : 0);
                    (rotation[p, p], rotation[q, q]) = (Math.Cos(angle), Math.Cos(angle));
                    (rotation[p, q], rotation[q, p]) = (Math.Sin(angle), -Math.Sin(angle));
                    if (Math.Abs(a[p, q]) > 1e-300)
                    {
                        a = Turn(Transpose(Turn(Transpose(a), rotation, p, q)), rotation, p, q);
                        vectors = Turn(vectors, rotation, p, q);
                    }
                }
            }
        }

        return ([.. Enumerable.Range(0, n).Select(i => a[i, i])], vectors);
    }

    // a · rotation, which changes two columns.
    private static double[,] Turn(double[,] a, double[,] rotation, int p, int q)
    {
        var result = (double[,])a.Clone();
        for (var i = 0; i < a.GetLength(0); i++)
        {
            result[i, p] = (a[i, p] * rotation[p, p]) + (a[i, q] * rotation[q, p]);
            result[i, q] = (a[i, p] * rotation[p, q]) + (a[i, q] * rotation[q, q]);
        }

        return result;
    }

    private static double[,] Fill(int rows, int columns, Func<int, int, double> element)
    {
        var result = new double[rows, columns];
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++)
            {
                result[i, j] = element(i, j);
            }
        }

        return result;
    }
}
