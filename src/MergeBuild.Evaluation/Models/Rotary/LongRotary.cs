namespace MergeBuild.Evaluation.Models.Rotary;

/// <summary>
/// LongRoPE (Ding et al., 2024): each frequency divided by a factor of its own, from one list for sequences up to the
/// trained length and from another beyond it; attention is sharpened.
/// </summary>
internal sealed class LongRotary(RotaryFrequencies shorter, RotaryFrequencies longer, int trainedLength) : IRotaryScaling
{
    /// <inheritdoc/>
    public RotaryFrequencies For(int length) => length > trainedLength ? longer : shorter;

    public static RotaryFrequencies Frequencies(double theta, int dimension, double[] factors, double attentionFactor)
    {
        var inverse = new float[dimension / 2];
        for (var i = 0; i < inverse.Length; i++)
        {
            inverse[i] = 1 / ((float)factors[i] * (float)Math.Pow(theta, (float)(2 * i) / dimension));
        }

        return new RotaryFrequencies(inverse, (float)attentionFactor);
    }

    /// <summary>√(1 + ln(stretch)/ln(trained length)), and 1 without a stretch.</summary>
    public static double AttentionFactor(double stretch, int trainedLength) =>
        stretch <= 1 ? 1 : Math.Sqrt(1 + (Math.Log(stretch) / Math.Log(trainedLength)));
}
