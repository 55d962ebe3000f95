using System.Diagnostics;
using System.Globalization;
using MergeBuild.Checkpoints.Numbers;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Evaluation.Numerics;

namespace MergeBuild.Benchmarks;

/// <summary>
/// The product of float32 activations and bfloat16 weights beside a tuned BLAS on float32, at the shapes of a Llama of
/// 0.5 and 1 billion parameters. The two take turns, so that other work on the machine meets both; the best of each counts.
/// </summary>
internal static unsafe class MatrixRates
{
    private const int Rows = MatrixProduct.MaximumRows;
    private const int Repeats = 15;

    private static readonly (string Name, int Outputs, int Inputs)[] Shapes =
    [
        ("0.5B q, o", 896, 896), ("0.5B gate, up", 4864, 896), ("0.5B down", 896, 4864),
        ("1B q, o", 2048, 2048), ("1B gate, up", 8192, 2048), ("1B down", 2048, 8192),
    ];

    public static void Print(int threads)
    {
        var blas = OpenBlas.Find(threads);
        Console.WriteLine(blas is null ? "OpenBLAS: not found" : $"OpenBLAS: {blas.Configuration}");
        Console.WriteLine($"{Rows} rows, {threads} threads, GFLOP/s");
        Console.WriteLine($"{"matrix",-16} {"ours",8} {"OpenBLAS",8} {"ratio",6} {"one row, GB/s of weights",26}");
        foreach (var (name, outputs, inputs) in Shapes)
        {
            Print(name, outputs, inputs, blas, new Workers(threads));
        }
    }

    private static void Print(string name, int outputs, int inputs, OpenBlas? blas, Workers workers)
    {
        var random = new Random(1);
        var numbers = new float[outputs * inputs];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = (float)random.NextDouble() - 0.5f;
        }

        var stored = new byte[numbers.Length * sizeof(ushort)];
        DTypeConversion.Narrow(DType.BF16, numbers, stored);
        using var matrix = new PackedMatrix(DType.BF16, outputs, inputs);
        matrix.StoreRows(0, stored);
        using var activations = workers.Rows(Rows, inputs);
        using var result = workers.Rows(Rows, outputs);
        for (var row = 0; row < Rows; row++)
        {
            numbers.AsSpan(row * 7, inputs).CopyTo(activations[row]);
        }

        var (ours, theirs, single) = (double.MaxValue, double.MaxValue, double.MaxValue);
        fixed (float* weights = numbers)
        {
            for (var repeat = 0; repeat < Repeats; repeat++)
            {
                ours = Math.Min(ours, Seconds(() => MatrixProduct.Run(activations, Rows, [new Projection(matrix, null, result)], workers)));
                single = Math.Min(single, Seconds(() => MatrixProduct.Run(activations, 1, [new Projection(matrix, null, result)], workers)));
                if (blas is not null)
                {
                    var pointer = weights;
                    theirs = Math.Min(theirs, Seconds(() => blas.Multiply(activations.Start, pointer, result.Start, Rows, outputs, inputs)));
                }
            }
        }

        var operations = 2.0 * Rows * outputs * inputs / 1e9;
        var (reference, ratio) = blas is null ? ("-", "-") : (Text(operations / theirs, "F0"), Text(theirs / ours, "F2"));
        Console.WriteLine($"{name,-16} {Text(operations / ours, "F0"),8} {reference,8} {ratio,6} {Text(stored.Length / single / 1e9, "F1"),26}");
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private static double Seconds(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
