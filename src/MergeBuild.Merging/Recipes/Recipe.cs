using System.Collections.Immutable;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Parameters;

namespace MergeBuild.Merging.Recipes;

/// <summary>
/// What a user asked for, from a project's items or a YAML file: which models, which slices of their layers, which
/// method, which parameters. Says nothing of tensors; the planner resolves it against headers.
/// </summary>
public sealed record Recipe
{
    /// <summary>The method's name, such as <c>ties</c>, with the place where it was written.</summary>
    public required Located<string> Method { get; init; }

    /// <summary>All models, base included; slices refer to them by index.</summary>
    public required ImmutableArray<RecipeModel> Models { get; init; }

    /// <summary>The index in <see cref="Models"/> of the base model, if there is one.</summary>
    public int? BaseModel { get; init; }

    /// <summary>What is done with each part of the models; a plain recipe has one part without a name.</summary>
    public ImmutableArray<RecipeModule> Modules { get; init; } = [];

    /// <summary>
    /// The slices of all modules. Setting it makes a plain recipe; one slice without layer ranges stands for whole models.
    /// </summary>
    public ImmutableArray<RecipeSlice> Slices
    {
        get => [.. Modules.SelectMany(module => module.Slices)];
        init => Modules = [new RecipeModule(null, value, ParameterSet.Empty, null)];
    }

    /// <summary>Parameters for the whole merge.</summary>
    public ParameterSet Parameters { get; init; } = ParameterSet.Empty;

    /// <summary>The type to store the result in; null keeps the type that the donor stores each tensor in.</summary>
    public DType? OutputDType { get; init; }

    /// <summary>The rule for tokens; null merges rows of embeddings by their index.</summary>
    public TokenizerRule? Tokenizer { get; init; }

    /// <summary>The chat template asked for; null keeps the donor's.</summary>
    public ChatTemplateRule? ChatTemplate { get; init; }

    /// <summary>The seed of methods that drop elements at random.</summary>
    public ulong Seed { get; init; }

    /// <summary>Experts that take no part in some tensors, to see what the merge is without them; usually none.</summary>
    public ImmutableArray<RecipeOmission> Omissions { get; init; } = [];

    /// <summary>
    /// Whether models that have only PyTorch files may be read. It is for who runs the merge to say: no recipe file has a key for it.
    /// </summary>
    public bool AllowPickle { get; init; }

    /// <summary>The file that the recipe was read from: the place of errors that belong to no single line.</summary>
    public SourceLocation? Location { get; init; }
}
