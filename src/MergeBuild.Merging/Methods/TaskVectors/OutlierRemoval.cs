using System.Collections.Immutable;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Methods.Sparsifiers;
using MergeBuild.Merging.Parameters;

namespace MergeBuild.Merging.Methods.TaskVectors;

/// <summary>The sparsifier of the breadcrumbs methods. As in mergekit, a density of 1 keeps everything, outliers too.</summary>
internal static class OutlierRemoval
{
    public static ImmutableArray<ParameterDefinition> Parameters { get; } =
    [
        TaskVectorParameters.Weight,
        TaskVectorParameters.Density,
        ParameterDefinition.ExpertNumber("gamma") with
        {
            Default = 0.01, Minimum = 0, Maximum = 1, Summary = "The share of the largest elements that is cleared.",
        },
        TaskVectorParameters.Lambda,
        TaskVectorParameters.Normalize(byDefault: false),
        TaskVectorParameters.Rescale(byDefault: false),
        TaskVectorParameters.Int8Mask,
    ];

    public static ISparsifier For(TensorOperands operands, ExpertOperand expert, Tiling tiling)
    {
        var density = expert.Parameters["density"];
        if (density >= 1)
        {
            return KeepAll.Instance;
        }

        var trim = new OutlierTrim(tiling, density, expert.Parameters["gamma"]);
        return operands.Parameters.IsTrue("rescale") ? new MagnitudeMatch(trim, tiling) : trim;
    }
}
