namespace MergeBuild.Evaluation.Models.Rotary;

/// <summary>Frequencies before any scaling.</summary>
internal static class RotaryBase
{
    /// <summary>θ^(−2i/d) for each pair i of d dimensions, in float32.</summary>
    public static float[] Inverse(double theta, int dimension) =>
        [.. Enumerable.Range(0, dimension / 2).Select(i => 1 / (float)Math.Pow(theta, (float)(2 * i) / dimension))];
}
