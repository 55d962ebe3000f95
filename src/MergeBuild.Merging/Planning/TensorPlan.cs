using System.Collections.Immutable;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Methods;

namespace MergeBuild.Merging.Planning;

/// <summary>What will be done for one tensor of the result.</summary>
public sealed record TensorPlan
{
    /// <summary>Name, type and shape in the result.</summary>
    public required TensorDescription Result { get; init; }

    /// <summary>The base model's tensor, for methods that compute relative to it.</summary>
    public SourceTensor? Base { get; init; }

    /// <summary>The experts' tensors, as <see cref="TensorOperands.Experts"/>. A copied tensor has one.</summary>
    public required ImmutableArray<SourceTensor> Experts { get; init; }

    /// <summary>The operands with their parameters.</summary>
    public required TensorOperands Operands { get; init; }

    /// <summary>Whether the bytes of the only source are taken over as they are.</summary>
    public bool IsCopy { get; init; }

    /// <summary>All sources, the base first.</summary>
    public IEnumerable<SourceTensor> Sources => Base is null ? Experts : Experts.Prepend(Base);

    // Rows mean nothing to a copy, and blocks of types of less than a byte must begin at whole bytes.
    internal Tiling TilingFor(MergeMethod method) => IsCopy ? Tiling.Flat(Result.Shape) : method.TilingOf(Operands);
}
