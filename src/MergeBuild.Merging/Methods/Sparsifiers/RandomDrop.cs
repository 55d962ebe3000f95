using MergeBuild.Merging.Numerics;

namespace MergeBuild.Merging.Methods.Sparsifiers;

/// <summary>Keeps each element with the probability <c>density</c>.</summary>
internal sealed class RandomDrop(RandomMask mask) : ISparsifier
{
    public bool NeedsPass => false;

    public double Factor => 1;

    public void Accumulate(Span<float> delta, long firstElement)
    {
    }

    public void CompletePass()
    {
    }

    public void Apply(Span<float> delta, long firstElement) => mask.Apply(delta, firstElement);
}
