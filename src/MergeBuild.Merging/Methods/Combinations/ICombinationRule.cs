using MergeBuild.Merging.Numerics;

namespace MergeBuild.Merging.Methods.Combinations;

/// <summary>
/// A method whose result is a combination of its operands, Σ cᵢxᵢ or base + Σ cᵢδᵢ, with coefficients that depend on
/// their lengths and angles alone.
/// </summary>
internal interface ICombinationRule
{
    /// <summary>The coefficients, from the dot products of the operands.</summary>
    void Coefficients(Gram gram, Span<float> coefficients);
}
