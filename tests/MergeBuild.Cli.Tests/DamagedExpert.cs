using MergeBuild.Checkpoints.Models;
using MergeBuild.Checkpoints.Numbers;
using MergeBuild.Checkpoints.Safetensors;

namespace MergeBuild.Cli.Tests;

/// <summary>A copy of a model with noise in some of its tensors.</summary>
internal static class DamagedExpert
{
    /// <summary>Copies a model of one weight file and adds normal noise to the tensors whose name has a text in it.</summary>
    public static void Write(string source, string destination, string part, double deviation)
    {
        Directory.CreateDirectory(destination);
        foreach (var file in Directory.EnumerateFiles(source))
        {
            File.Copy(file, Path.Combine(destination, Path.GetFileName(file)));
        }

        var random = new Random(1);
        foreach (var (_, tensor) in ModelDirectory.Open(destination).Tensors.Where(tensor => tensor.Key.Contains(part, StringComparison.Ordinal)).OrderBy(tensor => tensor.Key, StringComparer.Ordinal))
        {
            using var file = File.Open(tensor.Shard.Path, FileMode.Open, FileAccess.ReadWrite);
            var bytes = new byte[tensor.Entry.ByteLength];
            file.Seek(tensor.Entry.Offset, SeekOrigin.Begin);
            file.ReadExactly(bytes);
            var numbers = new float[tensor.Entry.ElementCount];
            DTypeConversion.Widen(tensor.Entry.DType, bytes, numbers);
            for (var i = 0; i < numbers.Length; i++)
            {
                numbers[i] += (float)(deviation * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
            }

            DTypeConversion.Narrow(tensor.Entry.DType, numbers, bytes);
            file.Seek(tensor.Entry.Offset, SeekOrigin.Begin);
            file.Write(bytes);
        }
    }
}
