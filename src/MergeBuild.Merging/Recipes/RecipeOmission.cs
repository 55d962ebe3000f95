using System.Collections.Immutable;

namespace MergeBuild.Merging.Recipes;

/// <summary>
/// Leaves an expert out of tensors. The other experts keep their parameters, and a method that normalises does so over them
/// alone; where no expert is left, the tensor is the base's. Vocabulary, configuration and tokenizer stay those of the whole merge.
/// </summary>
/// <param name="Model">Index of the expert in <see cref="Recipe.Models"/>.</param>
/// <param name="Tensors">Names of tensors of the result; null for all.</param>
public sealed record RecipeOmission(int Model, ImmutableSortedSet<string>? Tensors)
{
    /// <summary>Whether the expert takes no part in a tensor.</summary>
    public bool Covers(int model, string tensorName) => model == Model && (Tensors is null || Tensors.Contains(tensorName));
}
