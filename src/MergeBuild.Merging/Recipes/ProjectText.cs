using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Merging.Methods;
using MergeBuild.Merging.Parameters;

namespace MergeBuild.Merging.Recipes;

/// <summary>Writes a recipe as a merge project, which <see cref="ProjectRecipe"/> reads as a recipe for the same bytes.</summary>
public sealed class ProjectText
{
    private readonly Recipe _recipe;
    private readonly string _directory;
    private readonly XElement _models = new("ItemGroup");
    private readonly XElement _slices = new("ItemGroup");
    private readonly XElement _parameters = new("ItemGroup");

    private ProjectText(Recipe recipe, string directory) => (_recipe, _directory) = (recipe, directory);

    /// <summary>The text of the project.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="directory">The project's folder; models are named relative to it.</param>
    /// <param name="sdkVersion">The version of the SDK that the project names.</param>
    public static string Write(Recipe recipe, string directory, string sdkVersion)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        var project = new ProjectText(recipe, Path.GetFullPath(directory)).Build(sdkVersion);
        return project.ToString() + "\n";
    }

    private XElement Build(string sdkVersion)
    {
        if (IsPlain)
        {
            foreach (var source in _recipe.Slices[0].Sources.Where(source => source.Model != _recipe.BaseModel))
            {
                var item = AddModel(ProjectModels.Expert, source.Model);
                AddParameters(source.Parameters, item, ("Expert", _recipe.Models[source.Model].Name));
            }
        }
        else
        {
            AddSlices();
        }

        if (_recipe.BaseModel is { } baseModel)
        {
            AddModel(ProjectModels.BaseModel, baseModel);
        }

        AddParameters(_recipe.Parameters, null);
        return new XElement("Project", new XAttribute("Sdk", $"MergeBuild.Sdk/{sdkVersion}"), Properties(),
            new[] { _models, _slices, _parameters, ProjectTokenizerText.Tokens(_recipe) }.Where(group => group.HasElements));
    }

    // Items of experts and base say all there is to say of whole models, unless the base is one more model of an average.
    private bool IsPlain => _recipe.Modules is [{ Name: null, IsStacked: false, Slices: [{ BaseModel: null } slice] }] &&
        slice.Parameters.Assignments.IsEmpty &&
        (MergeMethods.All.GetValueOrDefault(_recipe.Method.Value)?.Base != BaseRole.None || slice.Sources.All(source => source.Model != _recipe.BaseModel));

    private XElement Properties()
    {
        var group = new XElement("PropertyGroup", new XElement("MergeMethod", Escape(_recipe.Method.Value)));
        if (_recipe.OutputDType is { } dtype)
        {
            group.Add(new XElement("MergeOutputDType", dtype.TorchName()));
        }

        if (_recipe.Seed != 0)
        {
            group.Add(new XElement("MergeSeed", _recipe.Seed.ToString(CultureInfo.InvariantCulture)));
        }

        group.Add(ProjectTokenizerText.Properties(_recipe, _directory));
        return group;
    }

    private void AddSlices()
    {
        for (var i = 0; i < _recipe.Models.Length; i++)
        {
            if (i != _recipe.BaseModel)
            {
                AddModel(ProjectModels.Expert, i);
            }
        }

        foreach (var module in _recipe.Modules)
        {
            for (var i = 0; i < module.Slices.Length; i++)
            {
                AddSlice(module, module.Slices[i], string.Create(CultureInfo.InvariantCulture, $"{module.Name ?? "slice"}{i + 1}"));
            }

            AddParameters(module.Parameters, null, ("Module", module.Name ?? ""));
        }
    }

    private void AddSlice(RecipeModule module, RecipeSlice slice, string name)
    {
        foreach (var source in slice.Sources)
        {
            var model = _recipe.Models[source.Model].Name;
            var item = new XElement(ProjectSlices.ItemType, new XAttribute("Include", Escape(name)), new XAttribute("Model", Escape(model)));
            if (source.Layers is { } layers)
            {
                item.Add(new XAttribute("Layers", string.Create(CultureInfo.InvariantCulture, $"[{layers.Start}, {layers.End})")));
            }

            if (source.Model == slice.BaseModel)
            {
                item.Add(new XAttribute("Base", "true"));
            }

            if (module.Name is { } moduleName)
            {
                item.Add(new XAttribute("Module", Escape(moduleName)));
            }

            _slices.Add(item);
            if (!IsUnused(source, slice))
            {
                AddParameters(source.Parameters, item, ("Expert", model), ("Slice", name));
            }
        }

        AddParameters(slice.Parameters, null, ("Slice", name));
    }

    // What a recipe says of a base as if it were an expert has no effect, and a project that says so is wrong.
    private bool IsUnused(RecipeSource source, RecipeSlice slice) =>
        source.Model == (slice.BaseModel ?? _recipe.BaseModel) && MergeMethods.All.GetValueOrDefault(_recipe.Method.Value)?.Base != BaseRole.None;

    private XElement AddModel(string itemType, int index)
    {
        var model = _recipe.Models[index];
        var item = new XElement(itemType, new XAttribute("Include", Escape(Relative(model.Hub, model.Path))));
        if (model.Adapter is { } adapter)
        {
            item.Add(new XAttribute("Adapter", Escape(Relative(adapter.Hub, adapter.Path))));
        }

        if (model.Adapter is not null || model.Name != (model.Hub?.ShortName ?? Path.GetFileName(model.Path)))
        {
            item.Add(new XAttribute("Name", Escape(model.Name)));
        }

        _models.Add(item);
        return item;
    }

    private void AddParameters(ParameterSet parameters, XElement? owner, params ReadOnlySpan<(string Name, string Value)> scope)
    {
        foreach (var assignment in parameters.Assignments)
        {
            if (owner is not null && assignment.Value.Conditions is [{ Filter: null } only] && ProjectModels.ParameterOf(assignment.Name) is not null)
            {
                owner.Add(new XAttribute(ProjectModels.MetadataOf(assignment.Name), Escape(Text(only.Values))));
                continue;
            }

            foreach (var condition in assignment.Value.Conditions)
            {
                var item = new XElement("MergeParameter", new XAttribute("Include", Escape(assignment.Name)), new XAttribute("Value", Escape(Text(condition.Values))));
                if (condition.Filter is { } filter)
                {
                    item.Add(new XAttribute("Filter", Escape(filter)));
                }

                foreach (var (name, value) in scope)
                {
                    item.Add(new XAttribute(name, Escape(value)));
                }

                _parameters.Add(item);
            }
        }
    }

    private static string Text(ImmutableArray<string> values) => values.Length == 1 ? values[0] : $"[{string.Join(", ", values)}]";

    private string Relative(HubReference? hub, string path) => hub?.ToString() ?? Path.GetRelativePath(_directory, path).Replace('\\', '/');

    // What MSBuild would take for a list, a wildcard, a property or an item.
    internal static string Escape(string text) => string.Concat(text.Select(character =>
        character is '%' or '$' or '@' or ';' or '*' or '?' ? string.Create(CultureInfo.InvariantCulture, $"%{(int)character:X2}") : character.ToString()));
}
