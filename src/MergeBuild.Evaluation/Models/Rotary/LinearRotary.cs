namespace MergeBuild.Evaluation.Models.Rotary;

/// <summary>Position interpolation (Chen et al., 2023): every frequency divided by a factor.</summary>
internal static class LinearRotary
{
    public static RotaryFrequencies Frequencies(double theta, int dimension, double factor) =>
        new([.. RotaryBase.Inverse(theta, dimension).Select(frequency => frequency / (float)factor)], 1);
}
