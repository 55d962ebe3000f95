using System.Collections.Immutable;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Architectures;
using MergeBuild.Merging.Methods;
using MergeBuild.Merging.Recipes;

namespace MergeBuild.Merging.Planning;

/// <summary>
/// Lists the tensors of layers that are stacked from slices, with what stands in front of the layers from the first slice
/// and everything behind them from the last.
/// </summary>
internal sealed class StackedSlots(
    Recipe recipe, RecipeModule module, MergeMethod method, Architecture architecture, ImmutableArray<ModelTensors> models)
{
    public IEnumerable<OutputSlot> List()
    {
        CheckRanges();
        var outputLayer = 0;
        foreach (var slice in module.Slices)
        {
            var length = LengthOf(slice);
            for (var i = 0; i < length; i++, outputLayer++)
            {
                var sources = slice.Sources.Select(source => (source, (int?)(RangeOf(source).Start + i))).ToImmutableArray();
                foreach (var slot in SlotsOf(slice, sources, outputLayer, OutputSlots.Position(i, length)))
                {
                    yield return slot;
                }
            }
        }

        foreach (var slice in new[] { module.Slices[0], module.Slices[^1] }.Distinct())
        {
            foreach (var slot in SlotsOf(slice, [.. slice.Sources.Select(source => (source, (int?)null))], null, 0))
            {
                if (slice == (slot.Place.IsBeforeLayers ? module.Slices[0] : module.Slices[^1]))
                {
                    yield return slot;
                }
            }
        }
    }

    /// <summary>Where each layer comes from: the donor if it is in the slice, else its base model, else its first source.</summary>
    public StackedModule Origins(int donor) => new(
        module.Name ?? models[module.Slices[0].Sources[0].Model].LayerCounts.Keys.Single(),
        [
            .. module.Slices.SelectMany(slice =>
            {
                var source = slice.Sources.FirstOrDefault(source => source.Model == donor)
                    ?? slice.Sources.FirstOrDefault(source => source.Model == slice.BaseModel)
                    ?? slice.Sources[0];
                return Enumerable.Range(RangeOf(source).Start, LengthOf(slice)).Select(layer => new LayerOrigin(source.Model, layer));
            }),
        ]);

    private IEnumerable<OutputSlot> SlotsOf(
        RecipeSlice slice, ImmutableArray<(RecipeSource Source, int? Layer)> sources, int? outputLayer, double position) =>
        sources
            .SelectMany(taken => models[taken.Source.Model].PlacesIn(taken.Layer))
            .Where(place => module.Name is null || place.Module == module.Name)
            .Select(place => place.NameIn(outputLayer))
            .Distinct(StringComparer.Ordinal)
            .Select(name => new OutputSlot(
                name, architecture.Place(name), position, module, slice, sources, OutputSlots.BaseOf(recipe, slice, method), null));

    private void CheckRanges()
    {
        foreach (var source in module.Slices.SelectMany(slice => slice.Sources))
        {
            var (range, count) = (RangeOf(source), models[source.Model].LayerCount(module.Name));
            if (range.Start < 0 || range.Count <= 0 || range.End > count)
            {
                throw DiagnosticTable.LayerRangeOutside.ExceptionAt(source.Location, range.Start, range.End, models[source.Model].Model.Name, count);
            }
        }
    }

    private int LengthOf(RecipeSlice slice) => RangeOf(slice.Sources[0]).Count;

    private LayerRange RangeOf(RecipeSource source) => source.Layers ?? new LayerRange(0, models[source.Model].LayerCount(module.Name));
}
