using MergeBuild.Diagnostics;
using MergeBuild.Packaging.Licences;
using MergeBuild.Packaging.Signing;
using MergeBuild.Tasks.Logging;
using MergeBuild.Tasks.Stamps;
using Microsoft.Build.Framework;

namespace MergeBuild.Tasks;

/// <summary>
/// Runs before the merge. Where anything changed that licences, card or signature depend on, deletes their stamp and
/// refuses, from cards alone, what may not be merged; else says the last build's warnings again.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class CheckModelDocuments : DocumentTask
{
    private protected override void Run(DiagnosticLog diagnostics)
    {
        var path = FullPath(DocumentStampFile);
        var stamp = Stamps.StampFile.Read(path);
        var isMerged = File.Exists(FullPath(MergeStampFile));
        if (isMerged && stamp is not null && stamp.StaleReason(DocumentRequest) is null)
        {
            diagnostics.Write([.. stamp.Diagnostics.Select(shown => shown.ToDiagnostic()).OfType<Diagnostic>()]);
            return;
        }

        File.Delete(path);
        CheckParents(diagnostics);
    }

    // Apart, so that a build with nothing to do loads no library for it.
    private void CheckParents(DiagnosticLog diagnostics)
    {
        var problems = new DiagnosticBag();

        // A folder that is missing is for the merge to report.
        var parents = Parents(ReadStages()).Where(parent => Directory.Exists(parent.Directory));
        LicenseLedger.Read(parents, Licenses, problems, Digests);
        if (Key is { } key)
        {
            // A key that cannot be used should not cost a merge.
            ModelSigner.Read(key, string.IsNullOrWhiteSpace(MergeSignCertificate) ? null : FullPath(MergeSignCertificate)).Dispose();
        }

        // Warnings come with the documents, and not twice.
        diagnostics.Write([.. problems.Diagnostics.Where(diagnostic => diagnostic.IsError)]);
    }
}
