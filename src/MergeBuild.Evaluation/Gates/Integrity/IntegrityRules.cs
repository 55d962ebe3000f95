using System.Globalization;
using MergeBuild.Diagnostics;

namespace MergeBuild.Evaluation.Gates.Integrity;

/// <summary>What figures of weights say about a merge; no file is read here.</summary>
public static class IntegrityRules
{
    /// <summary>The diagnostics of a profile (MB424x of the result, MB425x of the parents), tensors as people count.</summary>
    public static IEnumerable<Diagnostic> Check(IntegrityProfile profile, IntegrityThresholds? thresholds = null) =>
        Findings(profile, thresholds).Select(finding => finding.Diagnostic);

    /// <summary>The same, each with the parent that it is about; null where it is about the result.</summary>
    public static IEnumerable<(Diagnostic Diagnostic, string? Parent)> Findings(IntegrityProfile profile, IntegrityThresholds? thresholds = null)
    {
        ArgumentNullException.ThrowIfNull(profile);
        var limits = thresholds ?? IntegrityThresholds.Default;
        return profile.Tensors.SelectMany(tensor => OfResult(tensor, limits)).Select(diagnostic => (diagnostic, (string?)null))
            .Concat(profile.Tensors.SelectMany(tensor => tensor.Parents).Select(figures => figures.Parent).Distinct()
                .SelectMany(parent => OfParent(profile, parent, limits).Select(diagnostic => (diagnostic, (string?)parent))))
            .Concat(profile.HasBase ? profile.Tensors.SelectMany(tensor => OfPairs(tensor, limits)) : []);
    }

    private static IEnumerable<Diagnostic> OfResult(TensorProfile tensor, IntegrityThresholds limits)
    {
        var merged = tensor.Merged;
        TensorFigures[] parents = [.. tensor.Reference is { } reference ? [reference] : Array.Empty<TensorFigures>(), .. tensor.Parents.Select(parent => parent.Own)];
        if (merged.NotFinite > 0)
        {
            yield return DiagnosticTable.ResultTensorNotFinite.With(tensor.Name, merged.NotFinite);
        }
        else if (merged.IsZero && parents.Length > 0 && !parents.Any(parent => parent.IsZero))
        {
            yield return DiagnosticTable.ResultTensorZero.With(tensor.Name);
        }
        else if (merged.IsConstant && !merged.IsZero && parents.Length > 0 && !parents.Any(parent => parent.IsConstant))
        {
            yield return DiagnosticTable.ResultTensorConstant.With(tensor.Name, Figure(merged.Minimum));
        }
        else if (parents.Any(parent => parent.RootMeanSquare > 0))
        {
            foreach (var diagnostic in OfNorm(tensor, parents, limits))
            {
                yield return diagnostic;
            }
        }
    }

    private static IEnumerable<Diagnostic> OfNorm(TensorProfile tensor, TensorFigures[] parents, IntegrityThresholds limits)
    {
        var (least, greatest) = (parents.Min(parent => parent.RootMeanSquare), parents.Max(parent => parent.RootMeanSquare));
        var own = tensor.Merged.RootMeanSquare;
        bool Outside(double factor) => own > factor * greatest || own < least / factor;
        if (Outside(limits.UnusualNorm))
        {
            var row = Outside(limits.ExtremeNorm) ? DiagnosticTable.ResultNormExtreme : DiagnosticTable.ResultNormUnusual;
            yield return row.With(tensor.Name, Figure(own), Figure(least), Figure(greatest));
        }
        else if (parents.Max(parent => parent.Magnitude) is var magnitude && tensor.Merged.Magnitude > limits.UnusualMagnitude * magnitude)
        {
            yield return DiagnosticTable.ResultOutlier.With(tensor.Name, Figure(tensor.Merged.Magnitude), Figure(magnitude));
        }
    }

    private static IEnumerable<Diagnostic> OfParent(IntegrityProfile profile, string parent, IntegrityThresholds limits)
    {
        var kinship = Kinship.Of(profile, parent);
        if (kinship.Cosine < limits.LeastKinship)
        {
            yield return DiagnosticTable.ParentUnrelated.With(parent, profile.Reference, Figure(kinship.Cosine.Value), Figure(limits.LeastKinship));
            yield break;
        }

        // Without a base, the distance is one between two experts, and says nothing about training.
        if (profile.HasBase && kinship.Distance > limits.UsualDistance)
        {
            yield return DiagnosticTable.ParentDistant.With(parent, profile.Reference, Figure(kinship.Distance.Value), Figure(limits.UsualDistance));
        }

        foreach (var (tensor, figures) in kinship.Foreign(limits))
        {
            var nearest = profile.Nearest.TryGetValue((parent, tensor.Name), out var found) ? $"; it is nearest to '{found.Name}' ({Figure(found.Cosine)})" : "";
            yield return DiagnosticTable.ParentTensorForeign.With(
                parent, tensor.Name, profile.Reference, Figure(tensor.Cosine(figures)!.Value), Figure(kinship.MedianCosine), nearest);
        }
    }

    private static IEnumerable<(Diagnostic Diagnostic, string? Parent)> OfPairs(TensorProfile tensor, IntegrityThresholds limits) =>
        !tensor.IsMatrix ? [] : tensor.TaskVectorCosines()
            .Where(pair => pair.Cosine < limits.OpposedCosine)
            .Select(pair => (DiagnosticTable.TaskVectorsOpposed.With(pair.First.Parent, pair.Second.Parent, tensor.Name, Figure(pair.Cosine)), (string?)pair.Second.Parent));

    private static string Figure(double value) => value.ToString("G3", CultureInfo.InvariantCulture);
}
