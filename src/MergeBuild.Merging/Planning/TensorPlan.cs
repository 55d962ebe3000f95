using System.Collections.Immutable;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Merging.Budget;
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

    /// <summary>The experts that a read budget leaves out, block by block; null where all take part everywhere.</summary>
    internal ExpertOmissions? Omissions { get; init; }

    /// <summary>The sources that the block beginning at an element is made of, the base first.</summary>
    internal IEnumerable<SourceTensor> SourcesOf(long firstElement) => Omissions is not { } omissions
        ? Sources
        : Sources.Where(source => source == Base || !omissions.Omits(Experts.IndexOf(source), firstElement));

    /// <summary>The blocks, of about so many elements.</summary>
    internal BlockGrid GridFor(MergeMethod method, int wantedLength)
    {
        // Rows mean nothing to a copy, and blocks of types of less than a byte must begin at whole bytes.
        var tiling = IsCopy ? Tiling.Flat(Result.Shape) : method.TilingOf(Operands);

        // What is left out is decided for certain blocks, and those then have to be it.
        return new BlockGrid(tiling.ElementCount, Omissions?.BlockLength ?? tiling.BlockLength(wantedLength), tiling.UnitLength);
    }
}
