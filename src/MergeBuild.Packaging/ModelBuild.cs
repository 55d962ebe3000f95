using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Recipes;

namespace MergeBuild.Packaging;

/// <summary>From a recipe to a published model directory.</summary>
public static class ModelBuild
{
    /// <summary>Plans, merges, hashes and publishes.</summary>
    /// <exception cref="MergeBuild.Diagnostics.MergeBuildException">What is wrong with the recipe, the parents or the disk.</exception>
    /// <exception cref="OperationCanceledException">The build was cancelled; nothing was published.</exception>
    public static ModelBuildResult Run(
        Recipe recipe, ModelBuildOptions options, IProgress<MergeProgress>? progress = null, CancellationToken cancellation = default) =>
        throw new NotSupportedException();
}
