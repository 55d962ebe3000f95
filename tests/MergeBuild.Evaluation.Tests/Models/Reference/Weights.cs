using System.Runtime.InteropServices;
using MergeBuild.Checkpoints.Numbers;
using MergeBuild.Testing.Models;

namespace MergeBuild.Evaluation.Tests.Models.Reference;

/// <summary>The weights of a tiny model as they are stored, in float64, and the plain operations on them.</summary>
internal sealed class Weights(TinyModel model)
{
    /// <summary>A tensor's numbers, row by row.</summary>
    public double[] this[string name]
    {
        get
        {
            var tensor = model.Tensors[name];
            var numbers = new float[tensor.Description.ElementCount];
            DTypeConversion.Widen(tensor.Description.DType, tensor.Bytes.AsSpan(), numbers);
            return Array.ConvertAll(numbers, number => (double)number);
        }
    }

    public bool Has(string name) => model.Tensors.ContainsKey(name);

    /// <summary>W·x + b with W [outputs, inputs] and b if there is one.</summary>
    public double[] Linear(string module, double[] x)
    {
        var weight = this[module + ".weight"];
        var result = new double[weight.Length / x.Length];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = Dot(weight.AsSpan(i * x.Length, x.Length), x);
        }

        return Has(module + ".bias") ? Add(result, this[module + ".bias"]) : result;
    }

    /// <summary>x·W + b with W [inputs, outputs].</summary>
    public double[] TransposedLinear(string module, double[] x)
    {
        var weight = this[module + ".weight"];
        var result = this[module + ".bias"];
        for (var input = 0; input < x.Length; input++)
        {
            for (var i = 0; i < result.Length; i++)
            {
                result[i] += x[input] * weight[(input * result.Length) + i];
            }
        }

        return result;
    }

    public double[] RootMeanSquareNorm(string module, double[] x, double epsilon, bool offset = false)
    {
        var weight = this[module + ".weight"];
        var scale = 1 / Math.Sqrt((x.Sum(number => number * number) / x.Length) + epsilon);
        return [.. x.Select((number, i) => number * scale * (offset ? 1 + weight[i] : weight[i]))];
    }

    public double[] LayerNorm(string module, double[] x, double epsilon)
    {
        var (weight, bias, mean) = (this[module + ".weight"], this[module + ".bias"], x.Average());
        var deviation = Math.Sqrt(x.Sum(number => (number - mean) * (number - mean)) / x.Length + epsilon);
        return [.. x.Select((number, i) => ((number - mean) / deviation * weight[i]) + bias[i])];
    }

    public double[] Row(string name, int row, int width) => this[name][(row * width)..((row + 1) * width)];

    public static double[] Add(double[] a, double[] b) => [.. a.Zip(b, (x, y) => x + y)];

    public static double[] Softmax(IEnumerable<double> numbers)
    {
        var all = numbers.ToArray();
        var largest = all.Max();
        var sum = all.Sum(number => Math.Exp(number - largest));
        return [.. all.Select(number => Math.Exp(number - largest) / sum)];
    }

    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    public static double Activate(string name, double x) => name switch
    {
        "silu" => x / (1 + Math.Exp(-x)),
        "gelu" => 0.5 * x * (1 + ErrorFunction(x / Math.Sqrt(2))),
        "gelu_new" or "gelu_pytorch_tanh" => 0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x)))),
        "relu" => Math.Max(x, 0),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };

    // The Maclaurin series, which is enough for the small arguments of tests.
    private static double ErrorFunction(double x)
    {
        var (sum, term) = (x, x);
        for (var n = 1; n < 200; n++)
        {
            term *= -x * x / n;
            sum += term / ((2 * n) + 1);
        }

        return 2 / Math.Sqrt(Math.PI) * sum;
    }
}
