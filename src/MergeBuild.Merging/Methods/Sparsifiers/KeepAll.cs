namespace MergeBuild.Merging.Methods.Sparsifiers;

/// <summary>Keeps every element: density 1.</summary>
internal sealed class KeepAll : ISparsifier
{
    public static KeepAll Instance { get; } = new();

    public bool IsOnlySelection => true;

    public bool NeedsPass => false;

    public double Factor => 1;

    public void Accumulate(Span<float> delta, long firstElement)
    {
    }

    public void CompletePass()
    {
    }

    public float LimitIn(long firstElement) => 0;

    public void Apply(Span<float> delta, long firstElement)
    {
    }
}
