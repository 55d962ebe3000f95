using System.Collections.Immutable;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Methods.Competition;
using MergeBuild.Merging.Methods.TaskVectors;
using MergeBuild.Merging.Parameters;

namespace MergeBuild.Merging.Methods;

/// <summary>
/// Parameter competition balancing: an element counts for an expert by how large it is in that expert's task vector
/// (intra-balancing) and how well it agrees with the others' (inter-balancing). With N experts and Norm scaling to
/// the range from 0 to 1, βᵢ = softmax(N·Norm(δᵢ⊙δᵢ)) ⊙ Σⱼ softmax(Norm(δᵢ⊙δⱼ)); of βᵢ the share <c>density</c> of the
/// largest is kept, and y = b + λ · Σ βᵢwᵢδᵢ / Σ βᵢ. Du et al., "Parameter Competition Balancing for Model Merging",
/// NeurIPS 2024 (https://arxiv.org/abs/2410.02396). The paper takes each model as one vector; here each tensor is one.
/// </summary>
public sealed class ParameterCompetitionBalancing : MergeMethod
{
    /// <inheritdoc/>
    public override string Name => "pcb";

    /// <inheritdoc/>
    public override ImmutableArray<ParameterDefinition> Parameters { get; } =
    [
        TaskVectorParameters.OptionalWeight,
        TaskVectorParameters.Density with
        {
            Default = 0.1, Summary = "The share of the task vector's elements that is kept, rounded up.",
        },
        TaskVectorParameters.Lambda,
    ];

    /// <inheritdoc/>
    public override BaseRole Base => BaseRole.Required;

    internal override ITensorMerge Prepare(TensorOperands operands) => new CompetitionMerge(operands, TilingOf(operands));
}
