using System.Collections.Immutable;
using System.Globalization;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Parameters;

namespace MergeBuild.Merging.Recipes;

/// <summary>
/// The MergeSlice items of a merge project: one for each source of a slice, grouped to slices by what they include and
/// to modules by <c>Module</c>, both in order of first appearance.
/// </summary>
internal sealed class ProjectSlices(
    ProjectItem[] listed, ImmutableArray<RecipeModel> models, int? baseModel, ProjectParameters parameters, DiagnosticBag diagnostics)
{
    public const string ItemType = "MergeSlice";
    private static readonly string[] MetadataNames = ["Model", "Layers", "Base", "Module"];

    private readonly List<RecipeModel> _models = [.. models];

    /// <summary>The models; one that a slice lists twice is two of them.</summary>
    public ImmutableArray<RecipeModel> Models => [.. _models];

    public ImmutableArray<RecipeModule> Read(IReadOnlyCollection<ProjectItem> items)
    {
        foreach (var item in items)
        {
            CheckMetadata(item);
        }

        var modules = items.GroupBy(item => item.Include, StringComparer.Ordinal)
            .GroupBy(ModuleOf, slice => ReadSlice(slice.Key, [.. slice]), StringComparer.Ordinal)
            .Select(module => new RecipeModule(
                module.Key.Length == 0 ? null : module.Key, [.. module], module.Key.Length == 0 ? ParameterSet.Empty : parameters.OfModule(module.Key), null))
            .ToImmutableArray();
        var used = modules.SelectMany(module => module.Slices).SelectMany(slice => slice.Sources).Select(source => source.Model).ToHashSet();
        for (var i = 0; i < listed.Length; i++)
        {
            if (!used.Contains(i) && i != baseModel)
            {
                diagnostics.Report(DiagnosticTable.ExpertUnused.At(listed[i].Location, models[i].Name));
            }
        }

        return modules;
    }

    private string ModuleOf(IGrouping<string, ProjectItem> slice)
    {
        var module = slice.First().Find("Module")?.Value ?? "";
        foreach (var item in slice)
        {
            if ((item.Find("Module")?.Value ?? "") is var other && other != module)
            {
                diagnostics.Report(DiagnosticTable.SliceInTwoModules.At(item.Location, slice.Key, module, other));
            }
        }

        return module;
    }

    private RecipeSlice ReadSlice(string name, ProjectItem[] items)
    {
        var mentions = new Dictionary<int, int>();
        var sources = ImmutableArray.CreateBuilder<RecipeSource>();
        int? ownBase = null;
        foreach (var item in items)
        {
            if (FindModel(item) is not { } model)
            {
                continue;
            }

            var mention = mentions[model] = mentions.GetValueOrDefault(model) + 1;
            var index = mention == 1 ? model : Again(model, mention);
            sources.Add(new RecipeSource(index, ReadLayers(item), parameters.OfSource(item, listed[model], models[model]), item.Location));
            if (string.Equals(item.Find("Base")?.Value, "true", StringComparison.OrdinalIgnoreCase) && index != baseModel)
            {
                ownBase = index;
            }
        }

        CheckLengths(sources);
        return new RecipeSlice(sources.ToImmutable(), parameters.OfSlice(name)) { BaseModel = ownBase };
    }

    private int? FindModel(ProjectItem item)
    {
        if (item.Find("Model") is not { } written)
        {
            diagnostics.Report(DiagnosticTable.SliceModelMissing.At(item.Location, item.Include));
            return null;
        }

        var index = Array.FindIndex([.. models], model => model.Name == written.Value);
        if (index < 0)
        {
            diagnostics.Report(DiagnosticTable.SliceModelUnknown.At(
                written.Location, item.Include, written.Value, Suggestion.For(written.Value, models.Select(model => model.Name))));
            return null;
        }

        return index;
    }

    // As in YAML: what one slice lists twice is two models, so that each has its own layers and parameters.
    private int Again(int model, int mention)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{models[model].Name}#{mention}");
        var index = _models.FindIndex(candidate => candidate.Name == name && candidate.Path == models[model].Path);
        if (index < 0)
        {
            index = _models.Count;
            _models.Add(models[model] with { Name = new ModelNames(_models.Select(candidate => candidate.Name)).Take(name) });
        }

        return index;
    }

    private LayerRange? ReadLayers(ProjectItem item)
    {
        if (item.Find("Layers") is not { } layers)
        {
            return null;
        }

        var text = layers.Value.Trim();
        if (text is ['[', .. var inner, ')'] && inner.Split(',', StringSplitOptions.TrimEntries) is [var first, var end] &&
            int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var start) &&
            int.TryParse(end, NumberStyles.None, CultureInfo.InvariantCulture, out var stop) && start < stop)
        {
            return new LayerRange(start, stop);
        }

        diagnostics.Report(DiagnosticTable.SliceLayersInvalid.At(layers.Location, layers.Value));
        return null;
    }

    private void CheckLengths(IReadOnlyList<RecipeSource> sources)
    {
        var expected = sources.FirstOrDefault(source => source.Layers is not null)?.Layers!.Value.Count;
        foreach (var source in sources)
        {
            if (source.Layers is { } layers && layers.Count != expected)
            {
                diagnostics.Report(DiagnosticTable.LayerRangeLengths.At(source.Location, layers.Count, expected));
            }
        }
    }

    private void CheckMetadata(ProjectItem item)
    {
        foreach (var metadata in item.Metadata)
        {
            if (!MetadataNames.Contains(metadata.Name, StringComparer.OrdinalIgnoreCase) && ProjectModels.ParameterOf(metadata.Name) is null)
            {
                diagnostics.Report(DiagnosticTable.UnknownMetadata.At(
                    metadata.Location, ItemType, metadata.Name, Suggestion.For(metadata.Name, ProjectModels.ParameterMetadata.Concat(MetadataNames))));
            }
        }

        if (item.Find("Base") is { } written && !bool.TryParse(written.Value, out _))
        {
            diagnostics.Report(DiagnosticTable.SliceBaseInvalid.At(written.Location, written.Value));
        }
    }
}
