using System.Buffers;
using MergeBuild.Merging.Numerics;

namespace MergeBuild.Merging.Methods.Sparsifiers;

/// <summary>
/// Keeps each element with a probability that grows with the rank of its magnitude in its row, from density − epsilon
/// for the smallest to density + epsilon for the largest; of equal magnitudes, the one with the lower index ranks lower.
/// </summary>
/// <param name="rowLength">Elements of a row; units are made of whole rows.</param>
/// <param name="density">The mean probability.</param>
/// <param name="epsilon">Half the width of the range of probabilities.</param>
/// <param name="numbers">The random numbers, one for each element.</param>
/// <param name="dividesByProbability">Whether a kept element is divided by its probability.</param>
internal sealed class RankDrop(int rowLength, double density, double epsilon, RandomNumbers numbers, bool dividesByProbability) : ISparsifier
{
    private const uint MagnitudeBits = 0x7FFFFFFF;

    public bool NeedsPass => false;

    public double Factor => 1;

    public void Accumulate(Span<float> delta, long firstElement)
    {
    }

    public void CompletePass()
    {
    }

    public void Apply(Span<float> delta, long firstElement)
    {
        var order = ArrayPool<ulong>.Shared.Rent(rowLength);
        var draws = ArrayPool<uint>.Shared.Rent(rowLength);
        for (var start = 0; start < delta.Length; start += rowLength)
        {
            Apply(delta.Slice(start, rowLength), firstElement + start, order.AsSpan(0, rowLength), draws.AsSpan(0, rowLength));
        }

        ArrayPool<ulong>.Shared.Return(order);
        ArrayPool<uint>.Shared.Return(draws);
    }

    private void Apply(Span<float> row, long firstElement, Span<ulong> order, Span<uint> draws)
    {
        numbers.Fill(draws, firstElement);
        for (var i = 0; i < row.Length; i++)
        {
            order[i] = ((ulong)(BitConverter.SingleToUInt32Bits(row[i]) & MagnitudeBits) << 32) | (uint)i;
        }

        order.Sort();
        for (var rank = 0; rank < order.Length; rank++)
        {
            var i = (int)(uint)order[rank];
            var relative = row.Length == 1 ? 0.5 : rank / (row.Length - 1.0);
            var probability = density - epsilon + (2 * epsilon * relative);
            row[i] = draws[i] >= probability * RandomNumbers.Range ? 0
                : dividesByProbability ? (float)(row[i] / probability)
                : row[i];
        }
    }
}
