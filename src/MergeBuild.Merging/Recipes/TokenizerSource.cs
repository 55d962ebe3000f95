namespace MergeBuild.Merging.Recipes;

/// <summary>Where the result's vocabulary comes from.</summary>
public enum TokenizerSource
{
    /// <summary>The base model's tokens, and behind them those that only other models have.</summary>
    Union,

    /// <summary>The base model's tokens; without a base model those of the first expert.</summary>
    Base,

    /// <summary>The tokens of a model that the recipe names.</summary>
    Model,
}
