using System.Collections.Immutable;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Engine;
using MergeBuild.Packaging.Provenance;
using MergeBuild.Packaging.Signing;

namespace MergeBuild.Packaging;

/// <summary>
/// Verifies all that a model directory says of itself, offline: its manifest, its signature, its provenance with the
/// lineage. What is not there is not asked for, unless somebody is to be trusted.
/// </summary>
public static class ModelVerification
{
    /// <summary>Verifies a model directory.</summary>
    /// <param name="directory">The model directory.</param>
    /// <param name="trust">Whose signature it must have; null for a look at the files alone.</param>
    /// <param name="needsProvenance">Whether a directory without provenance is an error.</param>
    /// <param name="files">Where to read from.</param>
    /// <param name="progress">Gets the progress of the manifest's part.</param>
    /// <param name="cancellation">Stops between reads.</param>
    /// <exception cref="MergeBuildException">The manifest, signature or provenance is missing or malformed, or not trusted.</exception>
    public static ModelVerificationResult Run(
        string directory, SignatureTrust? trust = null, bool needsProvenance = false, IFileSystem? files = null,
        IProgress<MergeProgress>? progress = null, CancellationToken cancellation = default)
    {
        files ??= PhysicalFileSystem.Instance;
        var problems = new DiagnosticBag();
        var manifest = ManifestVerification.Run(directory, files, progress, cancellation);
        Report(problems, () => manifest.Problems);
        var isSigned = DirectoryEntry.Exists(Path.Combine(directory, ModelSignature.FileName));
        if (isSigned || trust is not null)
        {
            Report(problems, () => ModelSignature.Verify(directory, trust, files, cancellation));
        }

        var hasProvenance = DirectoryEntry.Exists(Path.Combine(directory, ProvenanceFile.FileName));
        if (hasProvenance)
        {
            Report(problems, () => ProvenanceVerification.Run(directory, trust, files, cancellation));
        }
        else if (needsProvenance)
        {
            problems.Report(DiagnosticTable.StatementMissing.With(directory, ProvenanceFile.FileName));
        }

        return new ModelVerificationResult(manifest, isSigned, hasProvenance, problems.Diagnostics);
    }

    private static void Report(DiagnosticBag problems, Func<ImmutableArray<Diagnostic>> verify)
    {
        try
        {
            foreach (var diagnostic in verify())
            {
                problems.Report(diagnostic);
            }
        }
        catch (MergeBuildException exception)
        {
            problems.Report(exception);
        }
    }
}
