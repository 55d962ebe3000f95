using System.Security.Cryptography;
using System.Buffers.Binary;
using System.Text;

namespace MergeBuild.Merging.Numerics;

/// <summary>
/// Which elements of a tensor a random choice keeps. Decided by seed, tensor name, model name and element index alone.
/// </summary>
internal sealed class RandomMask
{
    private readonly Philox _generator;
    private readonly ulong _threshold;

    /// <summary>How many numbers there are.</summary>
    public const double Range = 1UL << 32;

    /// <summary>Creates the mask of one model's tensor.</summary>
    /// <param name="seed">The recipe's seed.</param>
    /// <param name="tensorName">The name of the tensor in the result.</param>
    /// <param name="modelName">The model's distinct name.</param>
    /// <param name="density">The probability with which an element is kept, from 0 to 1.</param>
    public RandomMask(ulong seed, string tensorName, string modelName, double density)
    {
        var identity = SHA256.HashData(Encoding.UTF8.GetBytes(
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{seed}\0{tensorName}\0{modelName}")));
        _generator = new Philox(BinaryPrimitives.ReadUInt64LittleEndian(identity));
        _threshold = (ulong)Math.Round(density * Range);
    }

    /// <summary>Clears the elements that are not kept.</summary>
    /// <param name="elements">Elements of the tensor.</param>
    /// <param name="firstElement">Index in the tensor of the first.</param>
    public void Apply(Span<float> elements, long firstElement)
    {
        // The first counter's numbers may begin before the first element.
        var start = -(int)(firstElement % Philox.NumbersPerCounter);
        var counter = (ulong)firstElement / Philox.NumbersPerCounter;
        for (var i = start; i < elements.Length; i += Philox.NumbersPerCounter, counter++)
        {
            var (first, second, third, fourth) = _generator.At(counter);
            Keep(elements, i, first);
            Keep(elements, i + 1, second);
            Keep(elements, i + 2, third);
            Keep(elements, i + 3, fourth);
        }
    }

    private void Keep(Span<float> elements, int index, uint number)
    {
        if ((uint)index < (uint)elements.Length)
        {
            elements[index] = number < _threshold ? elements[index] : 0;
        }
    }
}
