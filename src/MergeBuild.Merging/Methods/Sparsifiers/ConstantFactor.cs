namespace MergeBuild.Merging.Methods.Sparsifiers;

/// <summary>Another sparsifier's choice, its kept elements multiplied by a factor known beforehand.</summary>
internal sealed class ConstantFactor(ISparsifier inner, double factor) : ISparsifier
{
    public bool NeedsPass => inner.NeedsPass;

    public double Factor => factor;

    public bool IsOnlySelection => inner.IsOnlySelection;

    public LargestSelection? Selection => inner.Selection;

    public bool Skips(long firstElement, int count) => inner.NeedsPass && inner.Skips(firstElement, count);

    public void Accumulate(Span<float> delta, long firstElement) => inner.Accumulate(delta, firstElement);

    public void CompletePass() => inner.CompletePass();

    public float LimitIn(long firstElement) => inner.LimitIn(firstElement);

    public void Apply(Span<float> delta, long firstElement) => inner.Apply(delta, firstElement);
}
