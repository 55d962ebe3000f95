using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Numerics;

namespace MergeBuild.Merging.Methods.Sparsifiers;

/// <summary>
/// Clears the ⌊γn⌋ elements of the largest magnitude, and of the smallest so many that ⌊density·n⌋ are left.
/// Davari and Belilovsky, "Model Breadcrumbs", ECCV 2024 (https://arxiv.org/abs/2312.06795).
/// </summary>
internal sealed class OutlierTrim : ISparsifier
{
    private readonly LargestSelection _outliers;
    private readonly LargestSelection _notSmallest;

    public OutlierTrim(Tiling tiling, double density, double gamma)
    {
        var count = tiling.ElementCount;
        var outliers = (long)(gamma * count);
        var smallest = count - (long)(density * count) - outliers;

        // Where the two shares overlap, fewer outliers are cleared, so that the density is what it says.
        outliers += Math.Min(0, smallest);
        _outliers = new LargestSelection(tiling, outliers);
        _notSmallest = new LargestSelection(tiling, count - Math.Max(0, smallest));
    }

    public bool NeedsPass => _outliers.NeedsPass || _notSmallest.NeedsPass;

    public double Factor => 1;

    public bool Skips(long firstElement, int count) =>
        (!_outliers.NeedsPass || _outliers.Skips(firstElement, count)) && (!_notSmallest.NeedsPass || _notSmallest.Skips(firstElement, count));

    public void Accumulate(Span<float> delta, long firstElement)
    {
        foreach (var selection in (ReadOnlySpan<LargestSelection>)[_outliers, _notSmallest])
        {
            if (selection.NeedsPass)
            {
                selection.Accumulate(delta, firstElement);
            }
        }
    }

    public void CompletePass()
    {
        foreach (var selection in (ReadOnlySpan<LargestSelection>)[_outliers, _notSmallest])
        {
            if (selection.NeedsPass)
            {
                selection.CompletePass();
            }
        }
    }

    public void Apply(Span<float> delta, long firstElement)
    {
        if (_notSmallest.IsEmpty)
        {
            delta.Clear();
            return;
        }

        // In this order: among equal elements, both count from the first.
        MagnitudeThreshold.KeepLargest(delta, _notSmallest.Threshold, _notSmallest.EqualsSelectedIn(firstElement));
        if (!_outliers.IsEmpty)
        {
            MagnitudeThreshold.ClearLargest(delta, _outliers.Threshold, _outliers.EqualsSelectedIn(firstElement));
        }
    }
}
