using System.Collections.Immutable;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Gates;
using MergeBuild.Evaluation.Gates.Projects;
using MergeBuild.Evaluation.Reports;
using MergeBuild.Merging.Ledger;
using MergeBuild.Packaging;
using MergeBuild.Packaging.Licences;

namespace MergeBuild.Tasks.Gating;

/// <summary>What the reports of a build show: the verdicts, and what the build left beside them.</summary>
internal sealed class GateReportInput(string projectFile, string modelDirectory, string ledgerFile, ImmutableArray<GateParent> parents)
{
    // Findings of the suites alone are already in the verdicts.
    private static readonly GateReport NoVerdicts = new("", []);

    private readonly string _root = RootOf(Path.GetDirectoryName(projectFile)!);

    /// <summary>Puts the parts together.</summary>
    /// <param name="name">What reports call the merge.</param>
    /// <param name="judgement">The verdicts; null in a project without suites.</param>
    /// <param name="suites">The suites, with the places that ask for each verdict.</param>
    /// <param name="integrity">What the weights told; null where they were not looked at.</param>
    public ReportInput Of(string name, ProjectJudgement? judgement, ImmutableArray<ProjectSuite> suites, IntegrityReport? integrity)
    {
        var files = PhysicalFileSystem.Instance;
        var summary = ManifestSummary.Read(modelDirectory, files);
        var licenses = LicenseLedger.Read(
            parents.Select(parent => new ParentModel(parent.Name, "", parent.Directory, null)), new LicenseSettings(name) { Policy = LicensePolicy.Off }, new DiagnosticBag(), files: files);
        return new ReportInput
        {
            Model = name,
            Project = Relative(projectFile),
            Gates = judgement?.Report ?? NoVerdicts,
            Places = [.. (judgement?.Report.Verdicts ?? []).Select(verdict => Relative(suites.First(suite => suite.Name == verdict.Suite).Threshold))],
            Findings = [.. (integrity?.Findings ?? []).Select(finding => new VerdictNote(finding.Code, finding.Message))],
            TaskVectors = integrity?.TaskVectors,
            Reliability = judgement is null ? [] : ReliabilityCurve.Of(judgement.Gates, judgement.Report),
            Rebuilt = [.. ExplainedGroup.Of(LedgerFormat.Read(ledgerFile, null, files)).Select(group => new RebuiltGroup(
                group.Name, group.Merged, group.Reused, string.Join("; ", group.Reasons.Select(reason => reason.Reason))))],
            Provenance = new ReportProvenance(summary.Method, summary.Parameters, [.. summary.Parents.Select(parent => new ParentProvenance(
                parent.Name, parent.Role, parent.Digest, parent.Parameters, licenses.IdsOf(parent.Name) is { IsEmpty: false } ids ? string.Join(", ", ids) : null))]),
        };
    }

    private SourceLocation? Relative(SourceLocation? place) => place is null ? null : place with { File = Relative(place.File) };

    private string Relative(string file) => Path.GetRelativePath(_root, Path.GetFullPath(file, Path.GetDirectoryName(projectFile)!)).Replace('\\', '/');

    // A work tree has a folder of this name, or a file that says where it lies.
    private static string RootOf(string directory)
    {
        for (var folder = directory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (Path.Exists(Path.Combine(folder, ".git")))
            {
                return folder;
            }
        }

        return directory;
    }
}
