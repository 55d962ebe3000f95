using System.Collections.Immutable;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Methods.Matrices;
using MergeBuild.Merging.Methods.TaskVectors;
using MergeBuild.Merging.Numerics;
using MergeBuild.Merging.Parameters;

namespace MergeBuild.Merging.Methods;

/// <summary>
/// FR-Merging, the backbone of FREE-Merging: y = b + λ · Σ cᵢwᵢ·F⁻¹(H·F(δᵢ)), where F is the two-dimensional Fourier
/// transform of a matrix, H clears the frequencies nearer to zero than the cutoff, and cᵢ = mean|δᵢ| / Σⱼ mean|δⱼ| in
/// the tensor. Tensors that are not matrices are not filtered. Zheng and Wang, "FREE-Merging", ICCV 2025
/// (https://arxiv.org/abs/2411.16815). The paper averages task vectors for cᵢ without saying of what; the mean magnitude
/// is meant here, since the plain mean is near zero. Its experts, added at run time, have no place in a single model.
/// </summary>
public sealed class Free : MergeMethod
{
    /// <inheritdoc/>
    public override string Name => "free";

    /// <inheritdoc/>
    public override ImmutableArray<ParameterDefinition> Parameters { get; } =
    [
        TaskVectorParameters.OptionalWeight,
        ParameterDefinition.Number("cutoff") with
        {
            Default = 0.1, Minimum = 0, Maximum = 1.5,
            Summary = "The distance from frequency zero from which on frequencies are kept; 1 is the highest frequency along a row or column.",
        },
        TaskVectorParameters.Lambda,
        MatrixParameters.AsMatrix,
    ];

    /// <inheritdoc/>
    public override BaseRole Base => BaseRole.Required;

    internal override bool NeedsWhole(TensorOperands operands) => MatrixParameters.IsMatrix(operands);

    internal override ITensorMerge Prepare(TensorOperands operands) => new Filtered(operands, TilingOf(operands));

    private sealed class Filtered(TensorOperands operands, Tiling tiling) : ITensorMerge, IStatisticsPass
    {
        private readonly UnitSums _magnitudes = new(tiling, operands.Experts.Length);
        private readonly float _lambda = (float)operands.Parameters["lambda"];
        private float[]? _coefficients;

        public IStatisticsPass? NextPass() => _coefficients is null ? this : null;

        public bool Reads(int expert) => true;

        public void Accumulate(BlockOperands block)
        {
            Subtract(block);
            foreach (var unit in block.Units)
            {
                for (var i = 0; i < operands.Experts.Length; i++)
                {
                    _magnitudes.Set(unit.FirstElement, i, Reductions.Magnitude(block.ExpertOf(i, unit)));
                }
            }
        }

        public void Complete()
        {
            var sums = Enumerable.Range(0, operands.Experts.Length).Select(_magnitudes.Total).ToArray();
            var total = sums.Sum();
            _coefficients = [.. operands.OfExperts("weight").Zip(sums).Select(pair => (float)(total == 0 ? 0 : pair.First * pair.Second / total))];
        }

        // The transform is linear, so the sum of the task vectors is filtered once in place of each of them.
        public unsafe void Merge(BlockOperands block)
        {
            Subtract(block);
            ElementLoop.Run(new WeightedSum(_coefficients), block, block.Result);
            if (MatrixParameters.IsMatrix(operands))
            {
                HighPass.Apply(block.ResultSpan, (int)operands.Shape[0], (int)operands.Shape[1], operands.Parameters["cutoff"]);
            }

            ElementLoop.Run(new BasePlusArray(block.Result, _lambda), block, block.Result);
        }

        private unsafe void Subtract(BlockOperands block)
        {
            for (var i = 0; i < operands.Experts.Length; i++)
            {
                ElementLoop.Replace(new Difference(i), block, i);
            }
        }
    }
}
