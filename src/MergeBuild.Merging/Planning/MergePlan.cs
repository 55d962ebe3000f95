using System.Collections.Immutable;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Adapters;
using MergeBuild.Merging.Architectures;
using MergeBuild.Merging.Budget;
using MergeBuild.Merging.Methods;
using MergeBuild.Merging.Recipes;
using MergeBuild.Merging.Tokenizers;

namespace MergeBuild.Merging.Planning;

/// <summary>A recipe resolved against the headers of its parents: what will be done for every tensor.</summary>
public sealed record MergePlan
{
    /// <summary>The recipe.</summary>
    public required Recipe Recipe { get; init; }

    /// <summary>The method.</summary>
    public required MergeMethod Method { get; init; }

    /// <summary>The parents' directories, in the order of <see cref="Recipe.Models"/>.</summary>
    public required ImmutableArray<ModelDirectory> Parents { get; init; }

    /// <summary>The parents' adapters, in the same order; null where a parent is taken without one.</summary>
    public required ImmutableArray<AppliedAdapter?> Adapters { get; init; }

    /// <summary>The architecture of the parents.</summary>
    public required Architecture Architecture { get; init; }

    /// <summary>Index of the parent that gives configuration and tokenizer: the base model, else the first expert.</summary>
    public required int Donor { get; init; }

    /// <summary>The result's tensors in natural order of their names.</summary>
    public required ImmutableArray<TensorPlan> Tensors { get; init; }

    /// <summary>Tensors of parents that are not in the result.</summary>
    public required ImmutableArray<DroppedTensor> Dropped { get; init; }

    /// <summary>The modules whose layers are stacked from slices, with the origin of each layer.</summary>
    public ImmutableArray<StackedModule> StackedModules { get; init; } = [];

    /// <summary>The number of rows of the embedding where it is not the donor's.</summary>
    public long? VocabularySize { get; init; }

    /// <summary>The result's tokens, where the recipe has a rule for them.</summary>
    public TokenizerPlan? Tokenizer { get; init; }

    /// <summary>The result's tokenizer files by name; null where they are the donor's as they are.</summary>
    public ImmutableSortedDictionary<string, byte[]>? TokenizerFiles { get; init; }

    /// <summary>The most bytes that may be requested from the parents' weight files; null for any number.</summary>
    public long? ReadLimit { get; init; }

    /// <summary>What a read budget leaves out; null where nothing is.</summary>
    public Approximation? Approximation { get; init; }

    /// <summary>What the user should know.</summary>
    public required ImmutableArray<Diagnostic> Warnings { get; init; }
}
