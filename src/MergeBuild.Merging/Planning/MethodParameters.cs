using System.Collections.Immutable;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Methods;
using MergeBuild.Merging.Parameters;
using MergeBuild.Merging.Recipes;

namespace MergeBuild.Merging.Planning;

/// <summary>
/// Checks a recipe's parameters against its method, and finds each one's value for a tensor: the most specific level
/// that has one counts, from the source over its slice and module to the whole merge, then the method's default.
/// </summary>
internal sealed class MethodParameters(Recipe recipe, MergeMethod method, DiagnosticBag diagnostics)
{
    private readonly HashSet<(string Parameter, string Owner)> _missing = [];

    /// <summary>Checks names, kinds and ranges at every level.</summary>
    public void Check()
    {
        Check(recipe.Parameters, isOfExpert: false);
        foreach (var module in recipe.Modules)
        {
            Check(module.Parameters, isOfExpert: false);
        }

        foreach (var slice in recipe.Slices)
        {
            Check(slice.Parameters, isOfExpert: false);
            foreach (var source in slice.Sources)
            {
                Check(source.Parameters, isOfExpert: true);
            }
        }
    }

    /// <summary>The parameters that hold for all experts.</summary>
    public ParameterValues ForMerge(OutputSlot slot) =>
        Resolve(definition => !definition.IsPerExpert, slot, slot.Name, "the merge", slot.Slice.Parameters, slot.Module.Parameters, recipe.Parameters);

    /// <summary>The parameters of one expert; filters look at the name that the tensor has there.</summary>
    public ParameterValues ForExpert(OutputSlot slot, RecipeSource source, string sourceTensorName) =>
        Resolve(definition => definition.IsPerExpert, slot, sourceTensorName, $"'{recipe.Models[source.Model].Name}'",
            source.Parameters, slot.Slice.Parameters, slot.Module.Parameters, recipe.Parameters);

    private ParameterValues Resolve(
        Func<ParameterDefinition, bool> isWanted, OutputSlot slot, string tensorName, string owner, params ReadOnlySpan<ParameterSet> levels)
    {
        var values = ImmutableSortedDictionary.CreateBuilder<string, double>(StringComparer.Ordinal);
        foreach (var definition in method.Parameters.Where(isWanted))
        {
            string? text = null;
            foreach (var level in levels)
            {
                text ??= level.Find(definition.Name)?.Resolve(tensorName, slot.Position);
            }

            if ((text is null ? definition.Default : definition.Parse(text)) is { } value)
            {
                values.Add(definition.Name, value);
            }
            else if (definition.IsRequired && text is null && _missing.Add((definition.Name, owner)))
            {
                diagnostics.Report(DiagnosticTable.ParameterMissing.At(
                    recipe.Method.Location ?? recipe.Location, method.Name, definition.Name, owner, tensorName));
            }
        }

        return new ParameterValues(values.ToImmutable());
    }

    private void Check(ParameterSet parameters, bool isOfExpert)
    {
        foreach (var assignment in parameters.Assignments)
        {
            var definition = method.Parameters.FirstOrDefault(definition => definition.Name == assignment.Name);
            if (definition is null)
            {
                diagnostics.Report(DiagnosticTable.UnknownParameter.At(assignment.Location, method.Name, assignment.Name,
                    Suggestion.For(assignment.Name, method.Parameters.Select(known => known.Name))));
            }
            else if (isOfExpert && !definition.IsPerExpert)
            {
                diagnostics.Report(DiagnosticTable.PerExpertParameter.At(assignment.Location, assignment.Name));
            }
            else
            {
                Check(assignment, definition);
            }
        }
    }

    private void Check(ParameterAssignment assignment, ParameterDefinition definition)
    {
        if (definition.IsWithoutEffect)
        {
            diagnostics.Report(DiagnosticTable.ParameterWithoutEffect.At(assignment.Location, method.Name, assignment.Name));
        }

        foreach (var condition in assignment.Value.Conditions)
        {
            var location = condition.Location ?? assignment.Location;
            if (condition.Values.Length > 1 && definition.Kind != ParameterKind.Number)
            {
                diagnostics.Report(DiagnosticTable.GradientOfNames.At(location, definition.Name, definition.Range));
            }

            foreach (var value in condition.Values.Where(value => definition.Parse(value) is null))
            {
                diagnostics.Report(DiagnosticTable.ParameterOutOfRange.At(location, value, definition.Name, definition.Range));
            }
        }
    }
}
