using System.Collections.Immutable;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Architectures;
using MergeBuild.Merging.Methods;
using MergeBuild.Merging.Recipes;

namespace MergeBuild.Merging.Planning;

/// <summary>Lists the tensors that the result will have, module by module.</summary>
internal sealed class OutputSlots(Recipe recipe, MergeMethod method, Architecture architecture, ImmutableArray<ModelTensors> models)
{
    /// <summary>The slots in natural order of their names.</summary>
    public IReadOnlyList<OutputSlot> List()
    {
        CheckModules();
        return
        [
            .. recipe.Modules
                .SelectMany(module => module.IsStacked ? Stack(module).List() : Whole(module))
                .OrderBy(slot => slot.Name, NaturalOrder.Instance),
        ];
    }

    /// <summary>The modules whose layers are stacked from slices, with the origin of each layer.</summary>
    public ImmutableArray<StackedModule> Stacked(int donor) =>
        [.. recipe.Modules.Where(module => module.IsStacked).Select(module => Stack(module).Origins(donor))];

    /// <summary>The base model of a slice, for methods that compute relative to one.</summary>
    public static int? BaseOf(Recipe recipe, RecipeSlice slice, MergeMethod method) =>
        (slice.BaseModel ?? recipe.BaseModel) is { } index && method.UsesBase(hasBase: true) ? index : null;

    // A slice of one layer takes the end of a gradient, and what is in no layer its beginning, as mergekit does.
    public static double Position(int? layer, int count) => layer is not { } number ? 0 : count > 1 ? number / (count - 1.0) : 1;

    private StackedSlots Stack(RecipeModule module) => new(recipe, module, method, architecture, models);

    private IEnumerable<OutputSlot> Whole(RecipeModule module)
    {
        var slice = module.Slices[0];
        var baseModel = BaseOf(recipe, slice, method);
        var taking = slice.Sources.Select(source => source.Model).Concat(baseModel is { } index ? [index] : [])
            .Distinct().Select(model => models[model]).ToArray();
        var places = taking.SelectMany(model => model.Places)
            .Where(place => module.Name is null || place.Module == module.Name)
            .DistinctBy(place => (place.Pattern, place.Layer));
        foreach (var place in places)
        {
            var layerCount = taking.Max(model => model.LayerCounts.GetValueOrDefault(place.Module));
            yield return new OutputSlot(
                place.NameIn(place.Layer), place, Position(place.Layer, layerCount), module, slice,
                [.. slice.Sources.Select(source => (source, place.Layer))], baseModel, place.Layer);
        }
    }

    private void CheckModules()
    {
        if (recipe.Modules is [{ Name: null }])
        {
            return;
        }

        var unknown = recipe.Modules.FirstOrDefault(module => module.Name is null || !architecture.Modules.Contains(module.Name));
        if (unknown is not null)
        {
            throw DiagnosticTable.ModuleUnknown.ExceptionAt(
                unknown.Location ?? recipe.Location, unknown.Name, Suggestion.For(unknown.Name ?? "", architecture.Modules));
        }

        var listed = recipe.Modules.Select(module => module.Name).ToHashSet(StringComparer.Ordinal);
        var unlisted = models.SelectMany(model => model.Places).Select(place => place.Module).Distinct(StringComparer.Ordinal)
            .Where(module => !listed.Contains(module)).Order(StringComparer.Ordinal).ToArray();
        if (unlisted.Length > 0)
        {
            throw DiagnosticTable.ModulesUnlisted.ExceptionAt(recipe.Modules[0].Location ?? recipe.Location, string.Join(", ", unlisted));
        }
    }
}
