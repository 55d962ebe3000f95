using System.Collections.Immutable;
using MergeBuild.Diagnostics;

namespace MergeBuild.Merging.Recipes;

/// <summary>The models of the Hub that a project or a recipe asks for, before and after they are there.</summary>
public static class HubModels
{
    /// <summary>Those of a project's items, each once, at its first place. Nothing else about the items is looked at.</summary>
    /// <param name="items">BaseModel and Expert items.</param>
    /// <exception cref="MergeBuildException">A reference is malformed (MB5100, MB5101).</exception>
    public static ImmutableArray<Located<HubReference>> Of(IEnumerable<ProjectItem> items)
    {
        var diagnostics = new DiagnosticBag();
        var references = Distinct([.. items.SelectMany(item => ProjectModels.HubModelsOf(item, diagnostics))]);
        diagnostics.ThrowIfErrors();
        return references;
    }

    /// <summary>Those of a recipe's stages, each once, at its first place.</summary>
    public static ImmutableArray<Located<HubReference>> Of(IEnumerable<RecipeStage> stages) => Distinct(
    [
        .. stages.SelectMany(stage => stage.Recipe.Models).SelectMany(model => new[] { (model.Hub, model.Location), (model.Adapter?.Hub, model.Adapter?.Location) })
            .Where(pair => pair.Item1 is not null)
            .Select(pair => (pair.Item1!, pair.Item2)),
    ]);

    /// <summary>The stages with the folders of their models of the Hub filled in.</summary>
    /// <param name="stages">The stages as they were read.</param>
    /// <param name="find">Gives the folder and the commit of a model, or throws.</param>
    public static ImmutableArray<RecipeStage> Restore(
        ImmutableArray<RecipeStage> stages, Func<Located<HubReference>, (string Directory, string Commit)> find) =>
        [.. stages.Select(stage => stage with { Recipe = stage.Recipe with { Models = [.. stage.Recipe.Models.Select(model => Restore(model, find))] } })];

    private static RecipeModel Restore(RecipeModel model, Func<Located<HubReference>, (string Directory, string Commit)> find)
    {
        if (model.Hub is { } hub)
        {
            var (directory, commit) = find(new Located<HubReference>(hub, model.Location));
            model = model with { Path = directory, Commit = commit };
        }

        if (model.Adapter is { Hub: { } adapterHub } adapter)
        {
            var (directory, commit) = find(new Located<HubReference>(adapterHub, adapter.Location));
            model = model with { Adapter = adapter with { Path = directory, Commit = commit } };
        }

        return model;
    }

    private static ImmutableArray<Located<HubReference>> Distinct(IEnumerable<(HubReference Reference, SourceLocation? Location)> references) =>
        [.. references.DistinctBy(pair => pair.Reference).Select(pair => new Located<HubReference>(pair.Reference, pair.Location))];
}
