using System.Collections.Immutable;

namespace MergeBuild.Merging.Methods;

/// <summary>
/// A method whose result is the base plus a sum of task vectors with factors that no weight decides: y = b + Σ cᵢδᵢ.
/// What is left out of such a sum changes the result by what was left out and by no more.
/// </summary>
internal interface IFixedCoefficients
{
    /// <summary>The factor cᵢ of each expert's task vector, in the order of <see cref="TensorOperands.Experts"/>.</summary>
    ImmutableArray<double> CoefficientsOf(TensorOperands operands);
}
