namespace MergeBuild.Evaluation.Gates.Integrity;

/// <summary>Figures of a tensor, block by block.</summary>
internal sealed class FiguresAccumulator
{
    private long _count;
    private long _notFinite;
    private double _squares;
    private (double Minimum, double Maximum) _range = (double.PositiveInfinity, double.NegativeInfinity);

    /// <summary>Adds a block, whose values that are not finite become zero.</summary>
    public void Add(Span<float> values)
    {
        _count += values.Length;
        _notFinite += ProfileSums.ClearNotFinite(values);
        _squares += ProfileSums.Product(values, values);
        var (minimum, maximum) = ProfileSums.Range(values);
        _range = (Math.Min(_range.Minimum, minimum), Math.Max(_range.Maximum, maximum));
    }

    /// <summary>The figures of all blocks.</summary>
    public TensorFigures Figures => _count == 0 ? new TensorFigures(0, 0, 0, 0, 0) : new TensorFigures(_count, _notFinite, _range.Minimum, _range.Maximum, _squares);
}
