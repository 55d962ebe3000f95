using System.Collections.Immutable;
using System.Globalization;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Methods;
using MergeBuild.Merging.Parameters;

namespace MergeBuild.Merging.Recipes;

/// <summary>Reads a recipe from the items and properties of a merge project.</summary>
public static class ProjectRecipe
{
    /// <summary>Turns items and properties into a recipe; reports everything that is wrong with them.</summary>
    /// <param name="items">Items of the types BaseModel, Expert, MergeSlice, MergeParameter and MergeToken, in project order.</param>
    /// <param name="properties">
    /// The properties MergeMethod, MergeOutputDType, MergeSeed, MergeTokenizerSource, MergePadToMultipleOf and
    /// MergeChatTemplate, where set.
    /// </param>
    /// <param name="directory">The folder that relative paths start from.</param>
    /// <param name="project">The project file, for errors that belong to no single line.</param>
    /// <param name="files">Where files are read.</param>
    /// <exception cref="MergeBuildException">The project has errors (MB1xxx).</exception>
    public static Recipe Read(
        IReadOnlyCollection<ProjectItem> items, IReadOnlyCollection<ProjectValue> properties, string directory, SourceLocation project, IFileSystem? files = null)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(properties);
        var diagnostics = new DiagnosticBag();
        var method = Method(properties, project, diagnostics);
        var experts = items.Where(item => item.ItemType == ProjectModels.Expert).ToArray();
        var bases = items.Where(item => item.ItemType == ProjectModels.BaseModel).ToArray();
        CheckCounts(experts, bases, project, diagnostics);

        var listed = experts.Concat(bases.Take(1)).ToArray();
        var models = ProjectModels.Read(listed, directory, diagnostics);
        var parameters = new ProjectParameters(items, models, diagnostics);
        var baseIndex = bases.Length > 0 ? experts.Length : (int?)null;
        var sources = listed
            .Select((item, i) => new RecipeSource(i, null, parameters.OfModel(item, models[i]), item.Location))
            .Where(source => source.Model != baseIndex || IsOperand(method.Value, source))
            .ToImmutableArray();
        if (RoleOfBase(method.Value) is BaseRole.Required or BaseRole.Optional)
        {
            CheckBaseParameters(method.Value, bases, diagnostics);
            parameters.RefuseFor(baseIndex is { } index ? models[index] : null, models);
        }

        var sliceItems = items.Where(item => item.ItemType == ProjectSlices.ItemType).ToImmutableArray();
        var slices = new ProjectSlices(listed, models, baseIndex, parameters, diagnostics);
        var modules = sliceItems.IsEmpty
            ? [new RecipeModule(null, [new RecipeSlice(sources, ParameterSet.Empty)], ParameterSet.Empty, null)]
            : slices.Read(sliceItems);
        parameters.CheckScopes(sliceItems);
        var recipe = new Recipe
        {
            Method = method,
            Models = slices.Models,
            BaseModel = baseIndex,
            Modules = modules,
            Parameters = parameters.OfMerge(),
            OutputDType = OutputDType(properties, diagnostics),
            Tokenizer = new ProjectTokenizer(models, diagnostics).Read(items, name => Find(properties, name), project),
            ChatTemplate = Find(properties, "MergeChatTemplate") is { } template
                ? ChatTemplateReader.Read(template.Value, template.Location, directory, files ?? PhysicalFileSystem.Instance, diagnostics)
                : null,
            Seed = Seed(properties, diagnostics),
            Location = project,
        };
        diagnostics.ThrowIfErrors();
        return recipe;
    }

    /// <summary>Whether a BaseModel or Expert item can have metadata of that name, with some method.</summary>
    public static bool IsModelMetadata(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return ProjectModels.IsKnown(name);
    }

    private static Located<string> Method(IReadOnlyCollection<ProjectValue> properties, SourceLocation project, DiagnosticBag diagnostics)
    {
        if (Find(properties, "MergeMethod") is { } method)
        {
            return new Located<string>(method.Value, method.Location);
        }

        diagnostics.Report(DiagnosticTable.MethodMissing.At(project, string.Join(", ", MergeMethods.All.Keys)));
        return new Located<string>("", project);
    }

    private static void CheckCounts(ProjectItem[] experts, ProjectItem[] bases, SourceLocation project, DiagnosticBag diagnostics)
    {
        if (experts.Length == 0)
        {
            diagnostics.Report(DiagnosticTable.NoExperts.At(project));
        }

        if (bases.Length > 1)
        {
            diagnostics.Report(DiagnosticTable.SeveralBaseModels.At(bases[1].Location, bases.Length));
        }
    }

    // A base that a method without a base gives a weight to is one more model of the average.
    private static bool IsOperand(string method, RecipeSource source) =>
        RoleOfBase(method) == BaseRole.None && source.Parameters.Assignments.Length > 0;

    private static void CheckBaseParameters(string method, ProjectItem[] bases, DiagnosticBag diagnostics)
    {
        foreach (var metadata in bases.SelectMany(item => item.Metadata).Where(metadata => metadata.Value.Length > 0))
        {
            if (ProjectModels.ParameterOf(metadata.Name) is not null)
            {
                diagnostics.Report(DiagnosticTable.UnknownMetadata.At(metadata.Location, ProjectModels.BaseModel, metadata.Name,
                    $": with the method {method} only experts have it"));
            }
        }
    }

    private static BaseRole? RoleOfBase(string method) => MergeMethods.All.GetValueOrDefault(method)?.Base;

    private static DType? OutputDType(IReadOnlyCollection<ProjectValue> properties, DiagnosticBag diagnostics)
    {
        if (Find(properties, "MergeOutputDType") is not { } property)
        {
            return null;
        }

        if (DTypes.TryParseTorchName(property.Value, out var dtype))
        {
            return dtype;
        }

        diagnostics.Report(DiagnosticTable.OutputDTypeUnknown.At(
            property.Location, property.Value, Suggestion.For(property.Value, DTypes.TorchNames)));
        return null;
    }

    private static ulong Seed(IReadOnlyCollection<ProjectValue> properties, DiagnosticBag diagnostics)
    {
        if (Find(properties, "MergeSeed") is not { } property)
        {
            return 0;
        }

        if (!ulong.TryParse(property.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var seed))
        {
            diagnostics.Report(DiagnosticTable.SeedInvalid.At(property.Location, property.Value));
        }

        return seed;
    }

    private static ProjectValue? Find(IReadOnlyCollection<ProjectValue> properties, string name) => properties.FirstOrDefault(
        property => property.Value.Length > 0 && string.Equals(property.Name, name, StringComparison.OrdinalIgnoreCase));
}
