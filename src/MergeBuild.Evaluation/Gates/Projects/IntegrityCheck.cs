using System.Collections.Immutable;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Gates.Integrity;
using MergeBuild.Evaluation.Reports;
using MergeBuild.Evaluation.Results;

namespace MergeBuild.Evaluation.Gates.Projects;

/// <summary>
/// Looks at the weights of a published merge next to its parents', without running a model. The findings are kept with the digest
/// of the manifest, which decides them: weights are not read again under the same one.
/// </summary>
public static class IntegrityCheck
{
    /// <summary>Takes the findings, or reads those that are known.</summary>
    /// <param name="modelDirectory">The merge.</param>
    /// <param name="parents">The models that it was merged from.</param>
    /// <param name="path">The file that keeps the findings.</param>
    /// <param name="threads">How many tensors are read at once.</param>
    /// <param name="files">Where files are read and written.</param>
    /// <param name="allowPickle">Whether parents that have only PyTorch files are read. Nothing in them is run.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="MergeBuildException">A file cannot be read.</exception>
    public static IntegrityReport Run(
        string modelDirectory, ImmutableArray<GateParent> parents, string path, int threads, IFileSystem? files = null, bool allowPickle = false, CancellationToken cancellation = default)
    {
        files ??= PhysicalFileSystem.Instance;
        var manifest = VerdictFile.ManifestDigest(modelDirectory, files);
        if (Find(path, files) is { } known && known.Manifest == manifest)
        {
            return known;
        }

        // An adapter's parent is not what the merge read, and is left out.
        var comparable = parents.Where(parent => parent.Adapter is null).ToImmutableArray();
        var start = comparable.FirstOrDefault(parent => parent.IsBase);
        var experts = comparable.Where(parent => !parent.IsBase).Select(parent => Open(parent, files, allowPickle)).ToImmutableArray();
        var profile = start is null && experts.IsEmpty ? null : IntegrityAnalysis.Profile(
            ModelDirectory.Open(modelDirectory, files), start is null ? null : Open(start, files, allowPickle), experts, threads: threads, files: files, cancellation: cancellation);
        var report = profile is null ? new IntegrityReport(manifest, []) : new IntegrityReport(
            manifest, [.. IntegrityRules.Findings(profile).Select(finding => new IntegrityFinding(finding.Diagnostic.Code, finding.Diagnostic.Message, finding.Parent))])
        {
            TaskVectors = TaskVectorProfile.Of(profile),
        };
        using var publication = new Publication(files, Path.GetDirectoryName(path)!);
        publication.Write(Path.GetFileName(path), JsonSeal.Write(IntegrityReportJson.Write(report)));
        publication.Commit();
        return report;
    }

    /// <summary>The findings that a file keeps; null where there are none, or none of this version.</summary>
    public static IntegrityReport? Find(string path, IFileSystem? files = null)
    {
        try
        {
            return File.Exists(path) ? IntegrityReportJson.Read(
                new ResultFields(JsonSeal.Read(files ?? PhysicalFileSystem.Instance, path, DiagnosticTable.VerdictsInvalid), path, invalid: DiagnosticTable.VerdictsInvalid), path) : null;
        }
        catch (MergeBuildException)
        {
            return null;
        }
    }

    private static (string Name, ModelDirectory Directory) Open(GateParent parent, IFileSystem files, bool allowPickle) =>
        (parent.Name, ModelDirectory.Open(parent.Directory, files, allowPickle));
}
