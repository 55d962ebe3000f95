using MergeBuild.Merging.Engine;

namespace MergeBuild.Merging.Methods.Sparsifiers;

/// <summary>
/// A quantile of a tensor's magnitudes: the one at the index share·(n − 1), rounded down, in ascending order. Exact.
/// </summary>
internal sealed class Quantile(Tiling tiling, double share)
{
    private readonly LargestSelection _selection = new(tiling, tiling.ElementCount - (long)Math.Floor(share * (tiling.ElementCount - 1)));

    public bool NeedsPass => _selection.NeedsPass;

    public float Value => _selection.Threshold;

    public bool Skips(long firstElement, int count) => _selection.Skips(firstElement, count);

    public void Accumulate(ReadOnlySpan<float> magnitudes, long firstElement) => _selection.Accumulate(magnitudes, firstElement);

    public void CompletePass() => _selection.CompletePass();
}
