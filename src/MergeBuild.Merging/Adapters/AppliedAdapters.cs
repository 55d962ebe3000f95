using System.Collections.Immutable;
using MergeBuild.Checkpoints.Adapters;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Recipes;

namespace MergeBuild.Merging.Adapters;

/// <summary>Opens the adapters of a recipe and fits each to its base. Only headers are read.</summary>
internal static class AppliedAdapters
{
    /// <summary>One entry a model, null where it has no adapter. Errors go to the diagnostics.</summary>
    public static ImmutableArray<AppliedAdapter?> Open(
        Recipe recipe, ImmutableArray<ModelDirectory> parents, IFileSystem files, DiagnosticBag diagnostics) =>
        [.. recipe.Models.Select((model, i) => model.Adapter is { } adapter ? Open(adapter, model, parents[i], files, recipe.AllowPickle, diagnostics) : null)];

    private static AppliedAdapter? Open(
        RecipeAdapter adapter, RecipeModel model, ModelDirectory parent, IFileSystem files, bool allowPickle, DiagnosticBag diagnostics)
    {
        try
        {
            var directory = AdapterDirectory.Open(adapter.Path, files, allowPickle);
            return new AppliedAdapter(directory, directory.UpdatesOf(parent));
        }
        catch (MergeBuildException exception)
        {
            foreach (var diagnostic in exception.Diagnostics)
            {
                diagnostics.Report(diagnostic with { Location = diagnostic.Location ?? adapter.Location ?? model.Location });
            }

            return null;
        }
    }
}
