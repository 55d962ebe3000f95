using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MergeBuild.Checkpoints.Numbers;

namespace MergeBuild.Merging.Numerics;

/// <summary>
/// A random number for each element of one model's tensor, decided by seed, tensor name, model name and element index
/// alone.
/// </summary>
internal sealed class RandomNumbers
{
    /// <summary>How many numbers there are: they run from 0 to one less.</summary>
    public const double Range = 1UL << 32;

    private readonly Philox _generator;

    /// <summary>Creates the numbers of one model's tensor.</summary>
    /// <param name="seed">The recipe's seed.</param>
    /// <param name="tensorName">The name of the tensor in the result.</param>
    /// <param name="modelName">The model's distinct name.</param>
    public RandomNumbers(ulong seed, string tensorName, string modelName)
    {
        var identity = SHA256.HashData(Encoding.UTF8.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"{seed}\0{tensorName}\0{modelName}")));
        _generator = new Philox(BinaryPrimitives.ReadUInt64LittleEndian(identity));
    }

    /// <summary>The numbers of a run of elements.</summary>
    /// <param name="numbers">Where they go.</param>
    /// <param name="firstElement">Index in the tensor of the first.</param>
    public void Fill(Span<uint> numbers, long firstElement)
    {
        // The first counter's numbers may begin before the first element.
        var start = -(int)(firstElement % Philox.NumbersPerCounter);
        var counter = (ulong)firstElement / Philox.NumbersPerCounter;
        for (var i = start; i < numbers.Length; i += Philox.NumbersPerCounter, counter++)
        {
            var (first, second, third, fourth) = _generator.At(counter);
            Put(numbers, i, first);
            Put(numbers, i + 1, second);
            Put(numbers, i + 2, third);
            Put(numbers, i + 3, fourth);
        }
    }

    private static void Put(Span<uint> numbers, int index, uint number)
    {
        if ((uint)index < (uint)numbers.Length)
        {
            numbers[index] = number;
        }
    }
}
