using MergeBuild.Merging.Numerics;

namespace MergeBuild.Merging.Methods.Sparsifiers;

/// <summary>Keeps each element with the probability <c>density</c>.</summary>
internal sealed class RandomDrop(RandomNumbers numbers, double density) : ISparsifier
{
    private const int DrawCount = 1024;

    private readonly ulong _threshold = (ulong)Math.Round(density * RandomNumbers.Range);

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
        var draws = (Span<uint>)stackalloc uint[DrawCount];
        for (var start = 0; start < delta.Length; start += DrawCount)
        {
            var part = delta[start..Math.Min(start + DrawCount, delta.Length)];
            numbers.Fill(draws[..part.Length], firstElement + start);
            for (var i = 0; i < part.Length; i++)
            {
                part[i] = draws[i] < _threshold ? part[i] : 0;
            }
        }
    }
}
