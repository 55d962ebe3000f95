using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using MergeBuild.Merging.Recipes;

namespace MergeBuild.Cli.Commands;

/// <summary>The leave to read models that have only PyTorch files.</summary>
internal static class PickleOption
{
    /// <summary>The option, for each command that reads models.</summary>
    public static Option<bool> Option { get; } = new("--allow-pickle")
    {
        Description = "Read PyTorch files (.bin, .pt) where there are no safetensors. Nothing in them is run; docs/security.md says how.",
    };

    /// <summary>The stages with the leave that the command line gives.</summary>
    public static ImmutableArray<RecipeStage> Apply(ImmutableArray<RecipeStage> stages, ParseResult parsed) => parsed.GetValue(Option)
        ? [.. stages.Select(stage => stage with { Recipe = stage.Recipe with { AllowPickle = true } })]
        : stages;
}
