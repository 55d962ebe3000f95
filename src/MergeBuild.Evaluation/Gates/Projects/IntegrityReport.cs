using System.Collections.Immutable;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Reports;

namespace MergeBuild.Evaluation.Gates.Projects;

/// <summary>What the weights of a merge and of its parents told.</summary>
/// <param name="Manifest">BLAKE3 of the manifest that the figures were taken under.</param>
/// <param name="Findings">All that was found, tensors as people count.</param>
public sealed record IntegrityReport(string Manifest, ImmutableArray<IntegrityFinding> Findings)
{
    /// <summary>Task vectors layer by layer, for reports; null where there was nothing to compare with, and beside a manifest.</summary>
    public TaskVectorProfile? TaskVectors { get; init; }

    /// <summary>Raised when a reader of the old form would misread the new one, and when findings come about otherwise.</summary>
    public const int SchemaVersion = 1;

    // Ten annotations are all that a CI host shows of a step.
    private const int MostOfACode = 10;

    /// <summary>The diagnostics, errors first; of findings of one code that are many, the first.</summary>
    /// <param name="path">The file that lists all, for the message.</param>
    /// <param name="locate">The place of a parent in the project; of the project for null.</param>
    public IEnumerable<Diagnostic> Diagnostics(string path, Func<string?, SourceLocation?> locate) => Findings
        .Where(finding => finding.Descriptor is not null)
        .GroupBy(finding => finding.Descriptor!)
        .OrderBy(group => group.Key.Severity != DiagnosticSeverity.Error).ThenBy(group => group.Key.Code, StringComparer.Ordinal)
        .SelectMany(group => group.Take(MostOfACode)
            .Select(finding => new Diagnostic(group.Key, finding.Message, locate(finding.Parent)))
            .Concat(group.Count() > MostOfACode
                ? [DiagnosticTable.IntegrityFindingsMore.At(locate(null), group.Count() - MostOfACode, group.Key.Code, path)] : []));
}
