using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Checkpoints.Numbers;
using MergeBuild.Checkpoints.Safetensors;

namespace MergeBuild.Conformance.Tests;

/// <summary>The known answers, and how close a result has to be.</summary>
internal static class Golden
{
    public const double Float32Tolerance = 1e-5;

    public static string Path(string name) => System.IO.Path.Combine(AppContext.BaseDirectory, name);

    public static float[] Read(string path, TensorEntry entry)
    {
        using var file = PhysicalFileSystem.Instance.OpenRead(path);
        var bytes = new byte[entry.ByteLength];
        file.ReadExactly(bytes, entry.Offset);
        var numbers = new float[entry.ElementCount];
        DTypeConversion.Widen(entry.DType, bytes, numbers);
        return numbers;
    }

    public static float[] Read(StoredTensor tensor) => Read(tensor.Shard.Path, tensor.Entry);

    public static SafetensorsHeader Header(string path)
    {
        using var file = PhysicalFileSystem.Instance.OpenRead(path);
        return SafetensorsReader.Read(file);
    }

    /// <summary>Float32: relative to the largest magnitude of the tensor. 16-bit types: one unit in the last place.</summary>
    public static void AssertClose(DType dtype, float[] expected, float[] actual, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        var largest = expected.Length == 0 ? 0 : expected.Max(MathF.Abs);
        for (var i = 0; i < expected.Length; i++)
        {
            var tolerance = dtype == DType.F32 ? Float32Tolerance * largest : UnitInTheLastPlace(dtype, expected[i]);
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance,
                $"{what}, element {i}: expected {expected[i]:R}, found {actual[i]:R}, allowed difference {tolerance:R}");
        }
    }

    private static double UnitInTheLastPlace(DType dtype, float value)
    {
        var (mantissaBits, smallestExponent) = dtype == DType.BF16 ? (7, -126) : (10, -14);
        var exponent = value == 0 ? smallestExponent : Math.Max(smallestExponent, (int)Math.Floor(Math.Log2(Math.Abs((double)value))));
        return Math.ScaleB(1, exponent - mantissaBits);
    }
}
