using System.Collections.Immutable;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Architectures;
using MergeBuild.Merging.Methods;
using MergeBuild.Merging.Recipes;

namespace MergeBuild.Merging.Planning;

/// <summary>
/// Lists the tensors that the result will have: those of whole models, or those of layers stacked from slices, with
/// embeddings from the first slice and everything behind the layers from the last.
/// </summary>
internal sealed class OutputSlots(Recipe recipe, MergeMethod method, Architecture architecture, ImmutableArray<ModelTensors> models)
{
    public bool HasSlices => recipe.Slices.Any(slice => slice.Sources.Any(source => source.Layers is not null));

    /// <summary>The slots in natural order of their names.</summary>
    public IReadOnlyList<OutputSlot> List() =>
        [.. (HasSlices ? Stacked() : Whole()).OrderBy(slot => slot.Name, NaturalOrder.Instance)];

    /// <summary>For each layer of stacked slices the layer that it is in the donor, or else in the slice's first source.</summary>
    public ImmutableArray<int> LayerOrigins(int donor) => !HasSlices
        ? []
        : [.. recipe.Slices.SelectMany(slice => Enumerable.Range(
            RangeOf(slice.Sources.FirstOrDefault(source => source.Model == donor) ?? slice.Sources[0]).Start, LengthOf(slice)))];

    private IEnumerable<OutputSlot> Whole()
    {
        var slice = recipe.Slices[0];
        var taking = slice.Sources.Select(source => models[source.Model]).ToList();
        if (recipe.BaseModel is { } baseModel && method.UsesBase(hasBase: true))
        {
            taking.Add(models[baseModel]);
        }

        foreach (var name in taking.SelectMany(model => model.Directory.Tensors.Keys).Distinct(StringComparer.Ordinal))
        {
            var place = architecture.Place(name);
            var layerCount = taking.Max(model => model.LayerCounts.GetValueOrDefault(place.Stack));
            yield return new OutputSlot(
                name, place, Position(place.Layer, layerCount), slice,
                [.. slice.Sources.Select(source => (source, place.Layer))], place.Layer);
        }
    }

    private IEnumerable<OutputSlot> Stacked()
    {
        CheckRanges();
        var outputLayer = 0;
        foreach (var slice in recipe.Slices)
        {
            var length = LengthOf(slice);
            for (var i = 0; i < length; i++, outputLayer++)
            {
                var sources = slice.Sources.Select(source => (source, (int?)(RangeOf(source).Start + i))).ToImmutableArray();
                foreach (var slot in SlotsOf(slice, sources, outputLayer, Position(i, length)))
                {
                    yield return slot;
                }
            }
        }

        foreach (var slice in new[] { recipe.Slices[0], recipe.Slices[^1] }.Distinct())
        {
            foreach (var slot in SlotsOf(slice, [.. slice.Sources.Select(source => (source, (int?)null))], null, 0))
            {
                var belongsToFirst = slot.Place.Role == TensorRole.Embedding;
                if (slice == (belongsToFirst ? recipe.Slices[0] : recipe.Slices[^1]))
                {
                    yield return slot;
                }
            }
        }
    }

    private IEnumerable<OutputSlot> SlotsOf(
        RecipeSlice slice, ImmutableArray<(RecipeSource Source, int? Layer)> sources, int? outputLayer, double position) =>
        sources
            .SelectMany(taken => models[taken.Source.Model].PatternsIn(taken.Layer))
            .Distinct(StringComparer.Ordinal)
            .Select(pattern => new TensorPlace(pattern, "", outputLayer, TensorRole.Other).NameIn(outputLayer))
            .Select(name => new OutputSlot(name, architecture.Place(name), position, slice, sources, null));

    private void CheckRanges()
    {
        foreach (var source in recipe.Slices.SelectMany(slice => slice.Sources))
        {
            var (range, count) = (RangeOf(source), models[source.Model].LayerCount);
            if (range.End > count)
            {
                throw DiagnosticTable.LayerRangeOutside.ExceptionAt(source.Location, range.Start, range.End, models[source.Model].Model.Name, count);
            }
        }
    }

    private int LengthOf(RecipeSlice slice) => RangeOf(slice.Sources[0]).Count;

    private LayerRange RangeOf(RecipeSource source) => source.Layers ?? new LayerRange(0, models[source.Model].LayerCount);

    // A slice of one layer takes the end of a gradient, and what is in no layer its beginning, as mergekit does.
    private static double Position(int? layer, int count) => layer is not { } number ? 0 : count > 1 ? number / (count - 1.0) : 1;
}
