using MergeBuild.Merging.Parameters;

namespace MergeBuild.Merging.Methods.TaskVectors;

/// <summary>The parameters that methods on task vectors have in common.</summary>
internal static class TaskVectorParameters
{
    private const string RuleName = "rescale_rule";

    public static ParameterDefinition Weight { get; } = ParameterDefinition.ExpertNumber("weight") with
    {
        IsRequired = true,
        Summary = "What the expert's task vector is multiplied with; negative to unlearn the task.",
    };

    /// <summary>The weight of methods whose papers have none: each task vector counts once unless a recipe says otherwise.</summary>
    public static ParameterDefinition OptionalWeight { get; } = Weight with { IsRequired = false, Default = 1 };

    public static ParameterDefinition Density { get; } = ParameterDefinition.ExpertNumber("density") with
    {
        Minimum = 0,
        Maximum = 1,
        Default = 1,
        Summary = "The share of the task vector's elements that is kept.",
    };

    public static ParameterDefinition Lambda { get; } = ParameterDefinition.Number("lambda") with
    {
        Default = 1,
        Summary = "What the merged task vector is multiplied with before it is added to the base.",
    };

    // mergekit's users set it; it only ever changed the type of a temporary.
    public static ParameterDefinition Int8Mask { get; } = ParameterDefinition.Switch("int8_mask", byDefault: false) with
    {
        Summary = "Accepted for recipes of mergekit; changes nothing.",
    };

    /// <summary>The papers' rule first, which is the default; then mergekit's.</summary>
    public static ParameterDefinition RescaleRule { get; } = ParameterDefinition.Choice(RuleName, "inverse_density", "l1") with
    {
        Summary = "How kept elements are enlarged: divided by the probability of keeping them, or so that the sum of magnitudes stays.",
    };

    public static bool MatchesMagnitude(TensorOperands operands) => operands.Parameters.IsTrue(RuleName);

    public static ParameterDefinition Normalize(bool byDefault) => ParameterDefinition.Switch("normalize", byDefault) with
    {
        Summary = "Whether the sum is divided by the sum of the weights that went into it.",
    };

    public static ParameterDefinition Rescale(bool byDefault) => ParameterDefinition.Switch("rescale", byDefault) with
    {
        Summary = "Whether kept elements are enlarged to make up for the cleared ones.",
    };
}
