using System.Collections.Immutable;
using System.Globalization;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Adapters;
using MergeBuild.Merging.Architectures;
using MergeBuild.Merging.Methods;
using MergeBuild.Merging.Recipes;
using MergeBuild.Merging.Tokenizers;

namespace MergeBuild.Merging.Planning;

/// <summary>Resolves a recipe against the headers of its parents. No weight is read.</summary>
public static class MergePlanner
{
    /// <summary>Makes the plan, or says all that stands in its way.</summary>
    /// <exception cref="MergeBuildException">The recipe does not fit its method, or the parents do not fit each other.</exception>
    public static MergePlan Plan(Recipe recipe, IFileSystem? files = null)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        var diagnostics = new DiagnosticBag();
        var (method, parameters) = Check(recipe, diagnostics);
        files ??= PhysicalFileSystem.Instance;
        var parents = OpenParents(recipe, files, diagnostics);
        var adapters = AppliedAdapters.Open(recipe, parents, files, diagnostics);
        diagnostics.ThrowIfErrors();
        var donor = recipe.BaseModel ?? recipe.Slices[0].BaseModel ?? recipe.Slices[0].Sources[0].Model;
        var architecture = Architecture.Of(parents[donor]);
        var models = parents.Select((parent, i) => new ModelTensors(i, recipe.Models[i], parent, adapters[i], architecture)).ToImmutableArray();
        ParentChecks.Run(models, donor, architecture, diagnostics);
        var tokenizer = new TokenizerPlanner(recipe, parents, donor, files, diagnostics).Plan();
        if (recipe.Tokenizer is null)
        {
            TokenizerCheck.Run(models, donor, files, diagnostics);
        }

        diagnostics.ThrowIfErrors();

        var slots = new OutputSlots(recipe, method, architecture, models);
        var resolver = new SlotResolver(recipe, method, architecture, models, donor, parameters, diagnostics)
        {
            Rows = tokenizer.Plan is { } tokens ? new VocabularyRows(recipe, tokens, architecture, models, diagnostics) : null,
        };
        foreach (var slot in slots.List())
        {
            resolver.Resolve(slot);
        }

        var stacked = slots.Stacked(donor);
        resolver.CheckComplete(stacked);
        diagnostics.ThrowIfErrors();
        return new MergePlan
        {
            Recipe = recipe,
            Method = method,
            Parents = parents,
            Adapters = adapters,
            Architecture = architecture,
            Donor = donor,
            Tensors = resolver.Tensors,
            Dropped = resolver.Dropped,
            StackedModules = stacked,
            VocabularySize = resolver.VocabularySize,
            Tokenizer = tokenizer.Plan,
            TokenizerFiles = tokenizer.Files,
            Warnings = diagnostics.Diagnostics,
        };
    }

    /// <summary>Checks what can be checked before the parents exist: the method, its parameters, the number of models.</summary>
    /// <exception cref="MergeBuildException">The recipe does not fit its method.</exception>
    public static void Check(Recipe recipe)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        Check(recipe, new DiagnosticBag());
    }

    private static (MergeMethod Method, MethodParameters Parameters) Check(Recipe recipe, DiagnosticBag diagnostics)
    {
        var method = FindMethod(recipe);
        var parameters = new MethodParameters(recipe, method, diagnostics);
        parameters.Check();
        CheckModels(recipe, method, diagnostics);
        diagnostics.ThrowIfErrors();
        return (method, parameters);
    }

    private static MergeMethod FindMethod(Recipe recipe) =>
        MergeMethods.All.GetValueOrDefault(recipe.Method.Value) ?? throw DiagnosticTable.UnknownMethod.ExceptionAt(
            recipe.Method.Location ?? recipe.Location, recipe.Method.Value, Suggestion.For(recipe.Method.Value, MergeMethods.All.Keys));

    private static void CheckModels(Recipe recipe, MergeMethod method, DiagnosticBag diagnostics)
    {
        var location = recipe.Method.Location ?? recipe.Location;
        if (method.Base == BaseRole.Required && recipe.BaseModel is null && recipe.Slices.Any(slice => slice.BaseModel is null))
        {
            diagnostics.Report(DiagnosticTable.BaseModelMissing.At(location, method.Name));
        }

        foreach (var slice in recipe.Slices)
        {
            var baseModel = OutputSlots.BaseOf(recipe, slice, method);
            var hasBase = slice.Sources.Any(source => source.Model == baseModel);
            if (baseModel is { } index && !hasBase && slice.Sources.Any(source => source.Layers is not null))
            {
                diagnostics.Report(DiagnosticTable.SliceWithoutBase.At(
                    slice.Sources[0].Location ?? location, method.Name, recipe.Models[index].Name));
            }

            var experts = slice.Sources.Length - (hasBase ? 1 : 0);
            if (experts < method.MinimumExperts || experts > method.MaximumExperts)
            {
                diagnostics.Report(DiagnosticTable.ExpertCount.At(
                    location, method.Name, ExpertsWanted(method), experts == 1 ? "1 is" : $"{experts} are"));
            }
        }
    }

    private static string ExpertsWanted(MergeMethod method)
    {
        var besides = method.Base == BaseRole.Required ? " besides the base model" : "";
        var (least, most) = (method.MinimumExperts, method.MaximumExperts);
        return least == most
            ? string.Create(CultureInfo.InvariantCulture, $"exactly {least} expert{(least == 1 ? "" : "s")}{besides}")
            : string.Create(CultureInfo.InvariantCulture, $"at least {least} expert{(least == 1 ? "" : "s")}{besides}");
    }

    private static ImmutableArray<ModelDirectory> OpenParents(Recipe recipe, IFileSystem files, DiagnosticBag diagnostics)
    {
        var parents = ImmutableArray.CreateBuilder<ModelDirectory>();
        foreach (var model in recipe.Models)
        {
            try
            {
                parents.Add(ModelDirectory.Open(model.Path, files, recipe.AllowPickle));
            }
            catch (MergeBuildException exception)
            {
                foreach (var diagnostic in exception.Diagnostics)
                {
                    diagnostics.Report(diagnostic with { Location = diagnostic.Location ?? model.Location });
                }
            }
        }

        diagnostics.ThrowIfErrors();
        return parents.ToImmutable();
    }
}
