using MergeBuild.Evaluation.Numerics;

namespace MergeBuild.Evaluation.Models.Layers;

/// <summary>A block that works on each position alone.</summary>
internal interface IFeedForward
{
    /// <summary>Applies it to each row.</summary>
    FloatRows Apply(FloatRows x, Workers workers);
}
