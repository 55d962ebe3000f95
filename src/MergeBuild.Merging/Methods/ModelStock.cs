using System.Collections.Immutable;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Methods.Combinations;
using MergeBuild.Merging.Numerics;
using MergeBuild.Merging.Parameters;

namespace MergeBuild.Merging.Methods;

/// <summary>
/// The point between base model and mean of the experts that is closest to where all fine-tunes of the base centre:
/// y = t · mean + (1 − t) · base with t = N cos θ / (1 + (N − 1) cos θ) and θ the mean angle between task vectors.
/// Jang et al., "Model Stock", ECCV 2024 (https://arxiv.org/abs/2403.19522).
/// </summary>
public sealed class ModelStock : MergeMethod
{
    private const double SmallestDivisor = 1e-6;

    /// <inheritdoc/>
    public override string Name => "model_stock";

    /// <inheritdoc/>
    public override ImmutableArray<ParameterDefinition> Parameters { get; } =
    [
        ParameterDefinition.Switch("filter_wise", byDefault: false) with { Summary = "Whether each row has a t of its own." },
    ];

    /// <inheritdoc/>
    public override BaseRole Base => BaseRole.Required;

    /// <inheritdoc/>
    public override int MinimumExperts => 2;

    internal override Tiling TilingOf(TensorOperands operands) =>
        operands.Parameters.IsTrue("filter_wise") ? Tiling.Rows(operands.Shape) : Tiling.Flat(operands.Shape);

    internal override ITensorMerge Prepare(TensorOperands operands) => operands.Parameters.IsTrue("filter_wise")
        ? new RowCombination(operands, TilingOf(operands).RowLength, new Stock())
        : new TensorCombination(operands, new Stock());

    private sealed class Stock : ICombinationRule
    {
        public void Coefficients(Gram gram, Span<float> coefficients) =>
            coefficients.Fill((float)(Ratio(MeanCosine(gram), gram.Count) / gram.Count));

        // Task vectors that cancel each other have no common centre: the base stays.
        private static double Ratio(double cosine, int count)
        {
            var divisor = 1 + ((count - 1) * cosine);
            return divisor < SmallestDivisor ? 0 : count * cosine / divisor;
        }

        private static double MeanCosine(Gram gram)
        {
            if (gram.Count == 1)
            {
                return 1;
            }

            var sum = 0.0;
            for (var i = 0; i < gram.Count; i++)
            {
                for (var j = i + 1; j < gram.Count; j++)
                {
                    var norms = gram.Norm(i) * gram.Norm(j);
                    sum += norms == 0 ? 0 : Math.Clamp(gram[i, j] / norms, -1, 1);
                }
            }

            return sum / (gram.Count * (gram.Count - 1) / 2.0);
        }
    }
}
