using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Hashing;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Results;

namespace MergeBuild.Evaluation.Gates.Projects;

/// <summary>
/// <c>merge.verdicts.json</c>, the companion of the manifest: what the gates said of exactly that model. It names the manifest by
/// its digest, which the manifest cannot do the other way round; like it, it tells of no clock, host or folder.
/// </summary>
/// <param name="Manifest">BLAKE3 of <c>merge.manifest.json</c>.</param>
/// <param name="Integrity">What the weights told; null where they were not looked at.</param>
/// <param name="Gates">The verdicts; null in a project without suites.</param>
public sealed record VerdictFile(string Manifest, IntegrityReport? Integrity, GateReport? Gates)
{
    /// <summary>The file's name in a model directory.</summary>
    public const string FileName = "merge.verdicts.json";

    /// <summary>Raised when a reader of the old form would misread the new one.</summary>
    public const int SchemaVersion = 1;

    private const string ManifestName = "merge.manifest.json";
    private const int MaximumManifestLength = 1 << 30;

    /// <summary>The digest of a model's manifest.</summary>
    /// <exception cref="MergeBuildException">There is none.</exception>
    public static string ManifestDigest(string modelDirectory, IFileSystem? files = null) =>
        Blake3.Hash((files ?? PhysicalFileSystem.Instance).ReadAllBytes(Path.Combine(modelDirectory, ManifestName), MaximumManifestLength)).ToString();

    /// <summary>Writes the file, whole or not at all; one that is the same already is left alone.</summary>
    public void Write(string path, IFileSystem? files = null)
    {
        files ??= PhysicalFileSystem.Instance;
        var bytes = JsonSeal.Write(new JsonObject
        {
            ["schemaVersion"] = SchemaVersion,
            ["manifest"] = Manifest,
            ["integrity"] = Integrity is null ? null : IntegrityReportJson.Write(Integrity with { TaskVectors = null }),
            ["gates"] = Gates is null ? null : JsonNode.Parse(GateReportJson.Write(Gates)),
        });
        if (File.Exists(path) && files.ReadAllBytes(path).AsSpan().SequenceEqual(bytes))
        {
            return;
        }

        using var publication = new Publication(files, Path.GetDirectoryName(path)!);
        publication.Write(Path.GetFileName(path), bytes);
        publication.Commit();
    }

    /// <summary>Reads the file.</summary>
    /// <exception cref="MergeBuildException">It is missing, or MB4204: it is not valid.</exception>
    public static VerdictFile Read(string path, IFileSystem? files = null)
    {
        var fields = new ResultFields(JsonSeal.Read(files ?? PhysicalFileSystem.Instance, path, DiagnosticTable.VerdictsInvalid), path, invalid: DiagnosticTable.VerdictsInvalid);
        if (fields.Whole("schemaVersion") is var version && version != SchemaVersion)
        {
            throw DiagnosticTable.VerdictsInvalid.Exception(path, $"schemaVersion is {version}, and this version of MergeBuild reads {SchemaVersion}.");
        }

        var verdicts = new VerdictFile(
            fields.Text("manifest"),
            fields.OptionalObject("integrity") is { } integrity ? IntegrityReportJson.Read(integrity, path) : null,
            fields.OptionalObject("gates") is { } gates ? GateReportJson.Read(gates.Json, path) : null);
        fields.End();
        return verdicts;
    }

    /// <summary>The verdicts of an earlier build; null where there are none, or none of this version.</summary>
    public static GateReport? FindGates(string path, IFileSystem? files = null)
    {
        try
        {
            return File.Exists(path) ? Read(path, files).Gates : null;
        }
        catch (MergeBuildException)
        {
            return null;
        }
    }
}
