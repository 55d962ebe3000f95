using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Numerics;

namespace MergeBuild.Merging.Methods.Sparsifiers;

/// <summary>Keeps the ⌊density·n⌋ elements of the largest magnitude; of equal ones, those with the lowest index.</summary>
internal sealed class MagnitudeTrim(Tiling tiling, double density) : ISparsifier
{
    private readonly LargestSelection _kept = new(tiling, (long)(density * tiling.ElementCount));

    public bool NeedsPass => _kept.NeedsPass;

    public double Factor => 1;

    public bool IsOnlySelection => true;

    public LargestSelection? Selection => _kept;

    public bool Skips(long firstElement, int count) => _kept.Skips(firstElement, count);

    public void Accumulate(Span<float> delta, long firstElement) => _kept.Accumulate(delta, firstElement);

    public void CompletePass() => _kept.CompletePass();

    public float LimitIn(long firstElement) =>
        _kept.IsEmpty ? float.PositiveInfinity : MagnitudeThreshold.LimitOf(_kept.Threshold, _kept.EqualsSelectedIn(firstElement));

    public void Apply(Span<float> delta, long firstElement)
    {
        if (_kept.IsEmpty)
        {
            delta.Clear();
        }
        else
        {
            MagnitudeThreshold.KeepLargest(delta, _kept.Threshold, _kept.EqualsSelectedIn(firstElement));
        }
    }
}
