using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Numerics;

namespace MergeBuild.Merging.Methods.Competition;

/// <summary>The smallest δᵢδⱼ of each pair of experts in a tensor, and how far the largest is from it.</summary>
internal sealed class ProductRanges
{
    private readonly int _count;
    private readonly float[] _largest;
    private readonly Lock _lock = new();

    public ProductRanges(int count)
    {
        _count = count;
        _largest = new float[count * count];
        Smallest = new float[count * count];
        Array.Fill(_largest, float.NegativeInfinity);
        Array.Fill(Smallest, float.PositiveInfinity);
    }

    public bool AreKnown { get; private set; }

    public float[] Smallest { get; }

    /// <summary>1 where all products are equal: their norm is then zero, whatever it is divided by.</summary>
    public float[] Lengths { get; private set; } = [];

    public unsafe void Accumulate(BlockOperands block)
    {
        for (var i = 0; i < _count; i++)
        {
            for (var j = 0; j < _count; j++)
            {
                ElementLoop.Run(new ProductFormula(i, j), block, block.Result);
                Take((i * _count) + j, block.ResultSpan);
            }
        }
    }

    public void Complete()
    {
        Lengths = [.. _largest.Zip(Smallest).Select(pair => pair.First > pair.Second ? pair.First - pair.Second : 1)];
        AreKnown = true;
    }

    private void Take(int pair, ReadOnlySpan<float> products)
    {
        var (smallest, largest) = (float.PositiveInfinity, float.NegativeInfinity);
        foreach (var product in products)
        {
            smallest = Math.Min(smallest, product);
            largest = Math.Max(largest, product);
        }

        lock (_lock)
        {
            Smallest[pair] = Math.Min(Smallest[pair], smallest);
            _largest[pair] = Math.Max(_largest[pair], largest);
        }
    }
}
