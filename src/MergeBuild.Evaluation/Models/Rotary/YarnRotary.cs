namespace MergeBuild.Evaluation.Models.Rotary;

/// <summary>
/// YaRN (Peng et al., 2023): frequencies that turn less than β_slow times over the trained length are divided by the
/// factor, those that turn more than β_fast times stay, with a ramp over the dimensions between; attention is sharpened.
/// </summary>
internal sealed record YarnRotary
{
    public required double Theta { get; init; }

    public required int Dimension { get; init; }

    public required double Factor { get; init; }

    public required int TrainedLength { get; init; }

    public double FastTurns { get; init; } = 32;

    public double SlowTurns { get; init; } = 1;

    /// <summary>Whether the ramp begins and ends at whole dimensions.</summary>
    public bool IsTruncated { get; init; } = true;

    /// <summary>Multiplies cosines and sines; 0.1·ln(factor) + 1 unless set.</summary>
    public double? AttentionFactor { get; init; }

    /// <summary>The numerator's and the denominator's weights of DeepSeek's form of the attention factor.</summary>
    public (double Numerator, double Denominator)? AttentionWeights { get; init; }

    public RotaryFrequencies Frequencies()
    {
        var (low, high) = Ramp();
        var inverse = RotaryBase.Inverse(Theta, Dimension);
        for (var i = 0; i < inverse.Length; i++)
        {
            var interpolated = Math.Clamp((i - low) / (high - low), 0, 1);
            inverse[i] = (float)((inverse[i] / Factor * interpolated) + (inverse[i] * (1 - interpolated)));
        }

        return new RotaryFrequencies(inverse, (float)Sharpness());
    }

    private double Sharpness()
    {
        if (AttentionFactor is { } factor)
        {
            return factor;
        }

        return AttentionWeights is { } weights ? Scale(weights.Numerator) / Scale(weights.Denominator) : Scale(1);
    }

    private double Scale(double weight) => Factor <= 1 ? 1 : (0.1 * weight * Math.Log(Factor)) + 1;

    private (double Low, double High) Ramp()
    {
        var (low, high) = (PairWithTurns(FastTurns), PairWithTurns(SlowTurns));
        if (IsTruncated)
        {
            (low, high) = (Math.Floor(low), Math.Ceiling(high));
        }

        (low, high) = (Math.Max(low, 0), Math.Min(high, Dimension - 1));
        return (low, low == high ? high + 0.001 : high);
    }

    // The pair of dimensions, as a fraction, whose wave turns this many times over the trained length.
    private double PairWithTurns(double turns) =>
        Dimension * Math.Log(TrainedLength / (turns * 2 * Math.PI)) / (2 * Math.Log(Theta));
}
