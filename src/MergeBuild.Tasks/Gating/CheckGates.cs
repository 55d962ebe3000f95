using System.Collections.Immutable;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Gates.Baselines;
using MergeBuild.Evaluation.Gates.Projects;
using MergeBuild.Evaluation.Reports;
using MergeBuild.Packaging;
using MergeBuild.Tasks.Logging;
using MergeBuild.Tasks.Stamps;
using Microsoft.Build.Framework;

namespace MergeBuild.Tasks.Gating;

/// <summary>Judges the merge, puts the verdicts beside its manifest, and records what they depend on.</summary>
[MSBuildMultiThreadableTask]
public sealed class CheckGates : GateTask
{
    /// <summary>The file that keeps what the weights told.</summary>
    public string IntegrityFile { get; set; } = "";

    /// <summary>The file that keeps the verdicts.</summary>
    public string VerdictsFile { get; set; } = "";

    /// <summary>The file that says what the verdicts depended on.</summary>
    public string GateStampFile { get; set; } = "";

    /// <summary>The file that says what the last merge depended on and wrote.</summary>
    public string MergeStampFile { get; set; } = "";

    /// <summary>The file that lists what lies in the model directory, for clean, publish and pack.</summary>
    public string FileList { get; set; } = "";

    /// <summary>The ledger of the last merge: what was rebuilt and why.</summary>
    public string LedgerFile { get; set; } = "";

    /// <summary>Whether each verdict is reported as a test.</summary>
    public bool IsTest { get; set; }

    private protected override void Run(DiagnosticLog diagnostics)
    {
        using var obj = Lock(Path.GetDirectoryName(FullPath(GateStampFile))!, Cancellation);
        var start = FileIdentity.Now;
        var directory = FullPath(ModelDirectory);
        var judged = File.Exists(Path.Combine(directory, MergeManifest.FileName)) ? VerdictFile.ManifestDigest(directory) : null;
        var (suites, judgement, warnings) = Judge();
        var report = judgement?.Report;
        var integrity = GateIntegrity ? IntegrityCheck.Find(FullPath(IntegrityFile)) : null;
        ImmutableArray<Diagnostic> found = report is null ? [] : [.. warnings, .. report.Diagnostics(verdict => suites.First(suite => suite.Name == verdict.Suite).Threshold)];
        var (stored, published) = (FullPath(VerdictsFile), Path.Combine(directory, VerdictFile.FileName));
        ImmutableArray<string> reports = [];
        if (suites.Length > 0 || integrity is not null)
        {
            // A project elsewhere, or a program, that writes to the same directory knows nothing of the lock.
            if (judged is null || judged != VerdictFile.ManifestDigest(directory) || (integrity is not null && integrity.Manifest != judged))
            {
                throw DiagnosticTable.ModelReplacedWhileJudged.ExceptionAt(Source.Project, directory);
            }

            var verdicts = new VerdictFile(judged, integrity, report);
            verdicts.Write(stored);
            verdicts.Write(published);
            new ModelFileList(FullPath(FileList)).Add(published);
            reports = ReportFolder.Write(PhysicalFileSystem.Instance, FullPath(ReportDirectory),
                new GateReportInput(ProjectFile, directory, FullPath(LedgerFile), Models).Of(ProjectName, judgement, suites, integrity) with { Effects = Effects() });
        }

        diagnostics.Write(found);
        if (IsTest)
        {
            WriteTests(report);
        }
        else if (report is not null)
        {
            Say(MessageImportance.High, $"{ProjectName}: gates: {GateLines.Summary(report)}");
        }

        var said = integrity is null ? found : found.InsertRange(0, integrity.Diagnostics(IntegrityFile, PlaceOf));
        Stamps.StampFile.Write(FullPath(GateStampFile), Stamp(suites, said, File.Exists(published) ? [stored, published, .. reports] : [], start));
    }

    private ParentEffects? Effects()
    {
        if (string.IsNullOrWhiteSpace(EffectsFile))
        {
            return null;
        }

        try
        {
            return ParentEffects.Read(FullPath(EffectsFile));
        }
        catch (MergeBuildException exception)
        {
            throw new MergeBuildException([.. exception.Diagnostics.Select(diagnostic => diagnostic with { Location = Source.Property("GateEffectsFile", EffectsFile).Location })]);
        }
    }

    private (ImmutableArray<ProjectSuite> Suites, ProjectJudgement? Judgement, ImmutableArray<Diagnostic> Warnings) Judge()
    {
        if (Suites.Length == 0)
        {
            return ([], null, []);
        }

        using var cores = LeaseCores();
        var suites = ReadSuites();
        var gate = Gate(suites, cores.Count);
        return (suites, gate.Judge(VerdictFile.FindGates(FullPath(VerdictsFile)), Cancellation), gate.Warnings);
    }

    private MergeStamp Stamp(ImmutableArray<ProjectSuite> suites, ImmutableArray<Diagnostic> said, string[] outputs, long start)
    {
        // Lines of the project count: a verdict is shown at one.
        var own = Suites.Select(item => item.GetMetadata("DefiningProjectFullPath")).Where(file => file.Length > 0).Append(ProjectFile);
        var files = suites.SelectMany(suite => suite.Files).ToLookup(Directory.Exists);
        var settings = Suites.Select(item => item.GetMetadata("Settings")).Where(file => file.Length > 0).Select(FullPath);
        var folders = suites.SelectMany(suite => suite.Parents).Select(parent => parent.Name).Append(BaselineFolder.Accepted)
            .Select(new BaselineFolder(FullPath(BaselineDirectory), ProjectName).FolderOf).Distinct().ToArray();
        var baselines = suites.IsEmpty ? [] : folders.Where(Directory.Exists).SelectMany(folder => Directory.EnumerateFiles(folder, "*.json")).ToArray();
        string[] effects = string.IsNullOrWhiteSpace(EffectsFile) ? [] : [FullPath(EffectsFile)];
        var results = files[true].SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories));
        return new MergeStamp(
            StampedRequest,
            [.. own.Concat(files[false]).Concat(settings).Concat(baselines).Concat(results).Concat(effects).Distinct().Select(file => StampedFile.OfInput(file, start))],
            [.. folders.Concat(files[true]).Select(StampedFolder.Of)],
            [.. outputs.Append(FullPath(MergeStampFile)).Select(StampedFile.OfOutput)],
            [.. said.Select(StampedDiagnostic.Of)]);
    }
}
