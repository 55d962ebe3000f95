using System.Collections.Immutable;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Parameters;

namespace MergeBuild.Merging.Methods;

/// <summary>
/// A way to merge: what it is called, which parameters and models it takes, and what it computes for a tensor. Threads,
/// buffers, number formats, files and errors are the engine's.
/// </summary>
public abstract class MergeMethod
{
    /// <summary>The name in recipes.</summary>
    public abstract string Name { get; }

    /// <summary>Raised whenever the same inputs would give other bytes than before.</summary>
    public virtual int Version => 1;

    /// <summary>The parameters, in the order in which the documentation lists them.</summary>
    public abstract ImmutableArray<ParameterDefinition> Parameters { get; }

    /// <summary>What the method does with the base model.</summary>
    public abstract BaseRole Base { get; }

    /// <summary>The fewest experts, the base not counted.</summary>
    public virtual int MinimumExperts => 1;

    /// <summary>The most experts, the base not counted.</summary>
    public virtual int MaximumExperts => int.MaxValue;

    /// <summary>Whether the base model of a recipe, given that it has one or not, is an operand of its own.</summary>
    public bool UsesBase(bool hasBase) => Base == BaseRole.Required || (Base == BaseRole.Optional && hasBase);

    /// <summary>
    /// Whether it matters in which order experts are listed. Where it does not, the planner puts them in the order of
    /// their names, so that the order in a recipe does not change even the rounding of a sum.
    /// </summary>
    public virtual bool OrderMatters => false;

    /// <summary>Why a tensor's parameters cannot be used together, or null when they can.</summary>
    public virtual string? Refuse(TensorOperands operands) => null;

    /// <summary>Whether the result for a tensor is its only expert, element by element.</summary>
    public virtual bool IsIdentity(TensorOperands operands) => false;

    /// <summary>Whether no element of a tensor can be computed without all the others, so that it is held as a whole.</summary>
    internal virtual bool NeedsWhole(TensorOperands operands) => false;

    /// <summary>How a tensor is cut into units; methods that work on whole rows say so here.</summary>
    internal virtual Tiling TilingOf(TensorOperands operands) =>
        NeedsWhole(operands) ? Tiling.Whole(operands.Shape) : Tiling.Flat(operands.Shape);

    internal abstract ITensorMerge Prepare(TensorOperands operands);
}
