using System.Collections.Immutable;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Parameters;

namespace MergeBuild.Merging.Recipes;

/// <summary>
/// The parameters of a merge project: metadata of its models and slices, and MergeParameter items for one of them or for
/// the whole merge. A model's metadata stands behind the items for it, so that items with filters make exceptions from it.
/// </summary>
internal sealed class ProjectParameters
{
    private const string ItemType = "MergeParameter";
    private static readonly string[] MetadataNames = ["Value", "Filter", "Expert", "Slice", "Module"];

    private readonly DiagnosticBag _diagnostics;
    private readonly ProjectItem[] _items;

    public ProjectParameters(IEnumerable<ProjectItem> items, ImmutableArray<RecipeModel> models, DiagnosticBag diagnostics)
    {
        _diagnostics = diagnostics;
        _items = [.. items.Where(item => item.ItemType == ItemType)];
        foreach (var item in _items)
        {
            Check(item, models);
        }
    }

    /// <summary>The parameters of the whole merge.</summary>
    public ParameterSet OfMerge() => Assemble(For(expert: null, slice: null, module: null));

    /// <summary>The parameters of one model.</summary>
    public ParameterSet OfModel(ProjectItem model, RecipeModel named) => Assemble(SettingsOf(model, named));

    /// <summary>The parameters of one module.</summary>
    public ParameterSet OfModule(string name) => Assemble(For(expert: null, slice: null, name));

    /// <summary>The parameters of one slice.</summary>
    public ParameterSet OfSlice(string name) => Assemble(For(expert: null, name, module: null));

    /// <summary>The parameters of a model in one slice: those for it there, then those that it has everywhere.</summary>
    public ParameterSet OfSource(ProjectItem slice, ProjectItem model, RecipeModel named)
    {
        var own = For(named.Name, slice.Include, module: null).Concat(FromMetadata(slice)).ToArray();
        var settled = own.Where(setting => setting.Condition.Filter is null or "*").Select(setting => setting.Name).ToHashSet(StringComparer.Ordinal);
        return Assemble(own.Concat(SettingsOf(model, named).Where(setting => !settled.Contains(setting.Name))));
    }

    /// <summary>Reports parameters for slices and modules that there are not.</summary>
    public void CheckScopes(ImmutableArray<ProjectItem> slices)
    {
        CheckScope("Slice", "slice", [.. slices.Select(slice => slice.Include).Distinct(StringComparer.Ordinal)]);
        CheckScope("Module", "module", [.. slices.Select(slice => slice.Find("Module")?.Value).OfType<string>().Distinct(StringComparer.Ordinal)]);
    }

    /// <summary>Reports parameters for a base model that the method has no parameters of.</summary>
    public void RefuseFor(RecipeModel? baseModel, ImmutableArray<RecipeModel> models)
    {
        foreach (var item in _items)
        {
            if (baseModel is not null && item.Find("Expert") is { } expert && expert.Value == baseModel.Name)
            {
                ReportUnknownExpert(item, expert, models.Remove(baseModel));
            }
        }
    }

    private IEnumerable<(string Name, ParameterCondition Condition, SourceLocation? Location)> SettingsOf(ProjectItem model, RecipeModel named) =>
        For(named.Name, slice: null, module: null).Concat(FromMetadata(model));

    private IEnumerable<(string Name, ParameterCondition Condition, SourceLocation? Location)> For(string? expert, string? slice, string? module) => _items
        .Where(item => item.Find("Expert")?.Value == expert && item.Find("Slice")?.Value == slice && item.Find("Module")?.Value == module)
        .Select(FromItem);

    private IEnumerable<(string Name, ParameterCondition Condition, SourceLocation? Location)> FromMetadata(ProjectItem item) => item.Metadata
        .Where(metadata => metadata.Value.Length > 0)
        .Select(metadata => (Name: ProjectModels.ParameterOf(metadata.Name), Metadata: metadata))
        .Where(setting => setting.Name is not null)
        .Select(setting => (setting.Name!, Condition(null, setting.Metadata), setting.Metadata.Location));

    private void CheckScope(string metadata, string kind, string[] known)
    {
        foreach (var item in _items)
        {
            if (item.Find(metadata) is { } written && !known.Contains(written.Value, StringComparer.Ordinal))
            {
                _diagnostics.Report(DiagnosticTable.SliceUnknown.At(
                    written.Location, item.Include, kind, written.Value, Suggestion.For(written.Value, known)));
            }
        }
    }

    // An item's name is its Include, and a wrong name is at fault there.
    private (string Name, ParameterCondition Condition, SourceLocation? Location) FromItem(ProjectItem item) =>
        (item.Include, Condition(item.Find("Filter")?.Value, item.Find("Value") ?? new ProjectValue("Value", "", item.Location)), item.Location);

    private ParameterCondition Condition(string? filter, ProjectValue value) =>
        new(filter, Values(value), value.Location);

    private ImmutableArray<string> Values(ProjectValue value)
    {
        var text = value.Value.Trim();
        if (!text.StartsWith('['))
        {
            return [text];
        }

        var values = text.EndsWith(']')
            ? text[1..^1].Split(',', StringSplitOptions.TrimEntries).ToImmutableArray()
            : [];
        if (values.IsEmpty || values.Any(string.IsNullOrEmpty))
        {
            _diagnostics.Report(DiagnosticTable.GradientInvalid.At(value.Location, text));
            return ["0"];
        }

        return values;
    }

    private ParameterSet Assemble(IEnumerable<(string Name, ParameterCondition Condition, SourceLocation? Location)> settings)
    {
        var assignments = ImmutableArray.CreateBuilder<ParameterAssignment>();
        foreach (var group in settings.GroupBy(setting => setting.Name, StringComparer.Ordinal))
        {
            var all = group.Select(setting => setting.Condition).ToImmutableArray();
            for (var i = 1; i < all.Length; i++)
            {
                if (all[i - 1].Filter is null or "*")
                {
                    _diagnostics.Report(DiagnosticTable.ParameterNeverUsed.At(all[i].Location, group.Key));
                }
            }

            assignments.Add(new ParameterAssignment(group.Key, new ParameterValue(all), group.First().Location));
        }

        return new ParameterSet(assignments.ToImmutable());
    }

    private void Check(ProjectItem item, ImmutableArray<RecipeModel> models)
    {
        foreach (var metadata in item.Metadata.Where(metadata => !MetadataNames.Contains(metadata.Name, StringComparer.OrdinalIgnoreCase)))
        {
            _diagnostics.Report(DiagnosticTable.UnknownMetadata.At(
                metadata.Location, ItemType, metadata.Name, Suggestion.For(metadata.Name, MetadataNames)));
        }

        if (item.Find("Value") is null)
        {
            _diagnostics.Report(DiagnosticTable.ParameterWithoutValue.At(item.Location, item.Include));
        }

        if (item.Find("Expert") is { } expert && !models.Any(model => model.Name == expert.Value))
        {
            ReportUnknownExpert(item, expert, models);
        }
    }

    private void ReportUnknownExpert(ProjectItem item, ProjectValue expert, IEnumerable<RecipeModel> models) =>
        _diagnostics.Report(DiagnosticTable.ParameterOfUnknownExpert.At(
            expert.Location, item.Include, expert.Value, Suggestion.For(expert.Value, models.Select(model => model.Name))));
}
