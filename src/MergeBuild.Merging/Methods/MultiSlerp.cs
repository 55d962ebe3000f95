using System.Collections.Immutable;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Methods.Combinations;
using MergeBuild.Merging.Numerics;
using MergeBuild.Merging.Parameters;

namespace MergeBuild.Merging.Methods;

/// <summary>
/// The weighted mean direction times the weighted mean length: y = Σ wᵢnᵢ · m / ‖m‖ with m = Σ wᵢxᵢ/nᵢ and nᵢ = ‖xᵢ‖,
/// of task vectors if there is a base model. mergekit moves on from m along the sphere, by a step that its own weights
/// make zero; this is the same without the detour.
/// </summary>
public sealed class MultiSlerp : MergeMethod
{
    /// <inheritdoc/>
    public override string Name => "multislerp";

    /// <inheritdoc/>
    public override ImmutableArray<ParameterDefinition> Parameters { get; } =
    [
        ParameterDefinition.ExpertNumber("weight") with { IsRequired = true, Summary = "The expert's share." },
        ParameterDefinition.Switch("normalize_weights", byDefault: true) with { Summary = "Whether weights are divided by their sum." },
        ParameterDefinition.Number("eps") with { Default = 1e-8, Minimum = 0, Summary = "Lengths below this count as zero." },
    ];

    /// <inheritdoc/>
    public override BaseRole Base => BaseRole.Optional;

    /// <inheritdoc/>
    public override int MinimumExperts => 2;

    /// <inheritdoc/>
    public override string? Refuse(TensorOperands operands)
    {
        ArgumentNullException.ThrowIfNull(operands);
        return operands.Parameters.IsTrue("normalize_weights") && operands.OfExperts("weight").Sum() == 0
            ? "the weights add up to zero, so they cannot be normalized"
            : null;
    }

    internal override ITensorMerge Prepare(TensorOperands operands)
    {
        var weights = operands.OfExperts("weight");
        var divisor = operands.Parameters.IsTrue("normalize_weights") ? weights.Sum() : 1;
        return new TensorCombination(operands, new MeanDirection([.. weights.Select(weight => weight / divisor)], operands.Parameters["eps"]));
    }

    private sealed class MeanDirection(double[] weights, double epsilon) : ICombinationRule
    {
        public void Coefficients(Gram gram, Span<float> coefficients)
        {
            var directions = new double[weights.Length];
            var length = 0.0;
            for (var i = 0; i < weights.Length; i++)
            {
                directions[i] = weights[i] / (gram.Norm(i) + epsilon);
                length += weights[i] * gram.Norm(i);
            }

            // Directions that cancel leave no mean direction; the plain weighted mean is as good as any then.
            var norm = Math.Sqrt(Math.Max(0, gram.Dot(directions, directions)));
            for (var i = 0; i < weights.Length; i++)
            {
                coefficients[i] = (float)(norm < epsilon || norm == 0 ? weights[i] : directions[i] / norm * length);
            }
        }
    }
}
