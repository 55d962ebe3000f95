using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Numerics;

namespace MergeBuild.Merging.Methods.Sparsifiers;

/// <summary>
/// Another sparsifier's choice, its kept elements multiplied so that the sum of magnitudes is what it was:
/// ‖δ‖₁ / ‖kept δ‖₁, left alone where either sum is below 1e-7.
/// </summary>
internal sealed class MagnitudeMatch(ISparsifier inner, Tiling tiling) : ISparsifier
{
    private const double SmallestSum = 1e-7;
    private const int All = 0;
    private const int Kept = 1;

    private readonly UnitSums _sums = new(tiling, 2);
    private bool _isSummed;

    public bool NeedsPass => inner.NeedsPass || !_isSummed;

    public double Factor { get; private set; } = 1;

    public bool Skips(long firstElement, int count) => inner.NeedsPass && inner.Skips(firstElement, count);

    public void Accumulate(Span<float> delta, long firstElement)
    {
        if (inner.NeedsPass)
        {
            inner.Accumulate(delta, firstElement);
            return;
        }

        _sums.Set(firstElement, All, Reductions.Magnitude(delta));
        inner.Apply(delta, firstElement);
        _sums.Set(firstElement, Kept, Reductions.Magnitude(delta));
    }

    public void CompletePass()
    {
        if (inner.NeedsPass)
        {
            inner.CompletePass();
            return;
        }

        var (all, kept) = (_sums.Total(All), _sums.Total(Kept));
        Factor = all < SmallestSum || kept < SmallestSum ? 1 : all / kept;
        _isSummed = true;
    }

    public float LimitIn(long firstElement) => inner.LimitIn(firstElement);

    public void Apply(Span<float> delta, long firstElement) => inner.Apply(delta, firstElement);
}
