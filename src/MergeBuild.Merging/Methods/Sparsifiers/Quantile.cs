using MergeBuild.Merging.Engine;

namespace MergeBuild.Merging.Methods.Sparsifiers;

/// <summary>The quantile of a tensor's magnitudes, interpolated between the two nearest of them. Exact.</summary>
internal sealed class Quantile
{
    private readonly LargestSelection _lower;
    private readonly LargestSelection _upper;
    private readonly double _fraction;

    public Quantile(Tiling tiling, double share)
    {
        var position = share * (tiling.ElementCount - 1);
        _fraction = position - Math.Floor(position);
        _lower = new LargestSelection(tiling, tiling.ElementCount - (long)Math.Floor(position));
        _upper = new LargestSelection(tiling, tiling.ElementCount - (long)Math.Ceiling(position));
    }

    public bool NeedsPass => _lower.NeedsValuePass || _upper.NeedsValuePass;

    public double Value => _lower.Threshold + (_fraction * (_upper.Threshold - (double)_lower.Threshold));

    public void Accumulate(ReadOnlySpan<float> magnitudes, long firstElement)
    {
        _lower.Accumulate(magnitudes, firstElement);
        _upper.Accumulate(magnitudes, firstElement);
    }

    public void CompletePass()
    {
        _lower.CompletePass();
        _upper.CompletePass();
    }
}
