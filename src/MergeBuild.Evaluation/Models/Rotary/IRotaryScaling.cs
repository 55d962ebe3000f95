namespace MergeBuild.Evaluation.Models.Rotary;

/// <summary>Which frequencies a sequence has; some kinds stretch them for long sequences.</summary>
internal interface IRotaryScaling
{
    /// <summary>The frequencies of a sequence of a length; the same object for lengths that have the same.</summary>
    RotaryFrequencies For(int length);
}
