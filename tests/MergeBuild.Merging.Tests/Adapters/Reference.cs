using MergeBuild.Checkpoints.Numbers;
using MergeBuild.Checkpoints.Safetensors;

namespace MergeBuild.Merging.Tests.Adapters;

/// <summary>The definitions of PEFT, written out in double precision, one element at a time.</summary>
internal static class Reference
{
    /// <summary>Numbers between -1 and 1, the same for the same seed.</summary>
    public static float[] Random(int seed, long count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, (int)count).Select(_ => (random.NextSingle() * 2) - 1)];
    }

    /// <summary>W + s·B·A, with B outputs × rank and A rank × inputs; W is stored transposed if so said.</summary>
    public static double[] Adapted(float[] weight, float[] b, float[] a, int rank, double scaling, bool transposed = false)
    {
        var (outputs, inputs) = (b.Length / rank, a.Length / rank);
        var result = new double[weight.Length];
        for (var output = 0; output < outputs; output++)
        {
            for (var input = 0; input < inputs; input++)
            {
                var index = transposed ? (input * outputs) + output : (output * inputs) + input;
                var sum = Enumerable.Range(0, rank).Sum(k => (double)b[(output * rank) + k] * a[(k * inputs) + input]);
                result[index] = weight[index] + (scaling * sum);
            }
        }

        return result;
    }

    /// <summary>m · V / ‖V‖, with one norm for each output.</summary>
    public static double[] WithMagnitudes(double[] adapted, float[] magnitudes, bool transposed = false)
    {
        var outputs = magnitudes.Length;
        var inputs = adapted.Length / outputs;
        int Output(int index) => transposed ? index % outputs : index / inputs;
        var norms = adapted.Select((value, i) => (value, i)).GroupBy(pair => Output(pair.i), pair => pair.value * pair.value)
            .ToDictionary(squares => squares.Key, squares => Math.Sqrt(squares.Sum()));
        return [.. adapted.Select((value, i) => magnitudes[Output(i)] * value / norms[Output(i)])];
    }

    public static float[] Widen(DType dtype, byte[] bytes)
    {
        var numbers = new float[bytes.Length / dtype.ByteSize()];
        DTypeConversion.Widen(dtype, bytes, numbers);
        return numbers;
    }

    /// <summary>What remains of numbers that are stored in a type.</summary>
    public static float[] Rounded(DType dtype, float[] numbers)
    {
        var bytes = new byte[numbers.Length * dtype.ByteSize()];
        DTypeConversion.Narrow(dtype, numbers, bytes);
        return Widen(dtype, bytes);
    }

    public static void AssertClose(double[] expected, float[] actual, double tolerance = 1e-6)
    {
        Assert.Equal(expected.Length, actual.Length);
        var largest = expected.Max(Math.Abs);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance * largest, $"element {i}: expected {expected[i]:R}, found {actual[i]:R}");
        }
    }
}
