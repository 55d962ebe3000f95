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
        // The first counter's numbers may begin before the first element, and the last one's end after the last.
        var counter = (ulong)firstElement / Philox.NumbersPerCounter;
        var skipped = (int)(firstElement % Philox.NumbersPerCounter);
        if (skipped > 0)
        {
            numbers = numbers[Part(counter++, skipped, numbers)..];
        }

        var whole = numbers.Length / Philox.NumbersPerCounter;
        _generator.Fill(counter, numbers[..(whole * Philox.NumbersPerCounter)]);
        Part(counter + (ulong)whole, 0, numbers[(whole * Philox.NumbersPerCounter)..]);
    }

    private int Part(ulong counter, int skipped, Span<uint> numbers)
    {
        var all = (Span<uint>)stackalloc uint[Philox.NumbersPerCounter];
        _generator.Fill(counter, all);
        var part = all[skipped..Math.Min(all.Length, skipped + numbers.Length)];
        part.CopyTo(numbers);
        return part.Length;
    }
}
