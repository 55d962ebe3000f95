namespace MergeBuild.Evaluation.Models.Rotary;

/// <summary>The same frequencies for every length.</summary>
internal sealed class FixedRotary(RotaryFrequencies frequencies) : IRotaryScaling
{
    /// <inheritdoc/>
    public RotaryFrequencies For(int length) => frequencies;
}
