using System.Collections.Immutable;
using System.Globalization;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Packaging;
using MergeBuild.Packaging.Licences;
using MergeBuild.Packaging.Provenance;
using MergeBuild.Packaging.Signing;
using MergeBuild.Tasks.Logging;
using MergeBuild.Tasks.Stamps;
using Microsoft.Build.Framework;

namespace MergeBuild.Tasks;

/// <summary>Writes card, notice, licences, bill of materials, provenance and signature beside the merged model.</summary>
[MSBuildMultiThreadableTask]
public sealed class WriteModelDocuments : DocumentTask, ICancelableTask, IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();

    /// <summary>The property Configuration.</summary>
    public string? Configuration { get; set; }

    /// <summary>The property MergeBuilderId: the URI of the builder in the provenance.</summary>
    public string? MergeBuilderId { get; set; }

    /// <summary>When the build began, in the round-trip form of .NET; when the task began unless set.</summary>
    public string? BuildStarted { get; set; }

    /// <summary>The file that lists the documents, for clean, publish and pack.</summary>
    [Required]
    public string DocumentList { get; set; } = "";

    /// <summary>Stops between files.</summary>
    public void Cancel() => _cancellation.Cancel();

    /// <summary>Frees the cancellation's resources.</summary>
    public void Dispose() => _cancellation.Dispose();

    private protected override void Run(DiagnosticLog diagnostics)
    {
        using var obj = Lock(Path.GetDirectoryName(FullPath(DocumentStampFile))!, _cancellation.Token);
        var start = FileIdentity.Now;
        var parents = Parents(ReadStages());
        var directory = Path.TrimEndingDirectorySeparator(FullPath(ModelDirectory));
        using var signer = Key is { } key ? ModelSigner.Read(key, string.IsNullOrWhiteSpace(MergeSignCertificate) ? null : FullPath(MergeSignCertificate)) : null;
        var result = ModelDocuments.Write(new ModelDocumentsRequest
        {
            Directory = directory,
            Parents = parents,
            Licenses = Licenses,
            WriteCard = WritesCard,
            CardFile = CardFile,
            WriteBillOfMaterials = MergeBillOfMaterials,
            Build = MergeProvenance ? Build : null,
            Signer = signer,
            Digests = Digests,
        }, _cancellation.Token);
        Digests.Save();
        diagnostics.Write(result.Warnings);

        string[] outputs = [.. result.Names.Select(name => Path.GetFullPath(name, directory))];
        new ModelFileList(FullPath(DocumentList)).Replace(outputs, directory, Path.Combine(directory, "LICENSES"));
        Stamps.StampFile.Write(FullPath(DocumentStampFile), new MergeStamp(
            DocumentRequest,
            [.. Inputs(parents, directory).Distinct().Select(file => StampedFile.OfInput(file, start))],
            [.. parents.Select(parent => StampedFolder.Of(parent.Directory)).DistinctBy(folder => folder.Path)],
            [.. outputs.Select(StampedFile.OfOutput)],
            [.. result.Warnings.Select(StampedDiagnostic.Of)]));
    }

    private BuildFacts Build
    {
        get
        {
            var now = DateTimeOffset.UtcNow;
            var started = DateTimeOffset.TryParse(BuildStarted, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var stated) ? stated : now;
            var facts = new BuildFacts(Request.RecipeFiles is [var recipe, ..] ? FullPath(recipe.ItemSpec) : ProjectFile, started, now)
            {
                Configuration = Configuration,
            };
            return string.IsNullOrWhiteSpace(MergeBuilderId) ? facts : facts with { BuilderId = MergeBuilderId.Trim() };
        }
    }

    private IEnumerable<string> Inputs(ImmutableArray<ParentModel> parents, string directory) =>
    [
        .. parents.SelectMany(parent => LicenseLedger.InputsOf(parent)),
        .. new[] { CardFile, Key is { } key && !key.StartsWith("env:", StringComparison.Ordinal) ? key : null }.OfType<string>(),
        .. new[] { MergeManifest.FileName, GateResults.FileName }.Select(name => Path.Combine(directory, name)).Where(File.Exists),
        .. MergeProvenance ? [ProjectFile] : Array.Empty<string>(),
    ];
}
