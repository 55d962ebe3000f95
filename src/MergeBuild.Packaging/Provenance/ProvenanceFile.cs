using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Diagnostics;
using MergeBuild.Packaging.Signing;

namespace MergeBuild.Packaging.Provenance;

/// <summary>
/// <c>provenance.intoto.jsonl</c>: a line for each statement, an envelope each, as
/// https://github.com/in-toto/attestation/blob/main/spec/v1/bundle.md has it. Envelopes without signatures say the same,
/// and nobody vouches for it.
/// </summary>
internal static class ProvenanceFile
{
    /// <summary>The file's name in a model directory.</summary>
    public const string FileName = "provenance.intoto.jsonl";

    private const int MaximumLength = 64 << 20;

    /// <summary>The bytes of the file.</summary>
    public static byte[] Write(IEnumerable<DsseEnvelope> envelopes) =>
        Encoding.UTF8.GetBytes(string.Concat(envelopes.Select(envelope => Encoding.UTF8.GetString(CanonicalJson.WriteLine(envelope.ToJson())) + "\n")));

    /// <summary>An envelope around a statement, signed where there is a key.</summary>
    public static DsseEnvelope Envelop(JsonObject statement, ModelSigner? signer)
    {
        var payload = CanonicalJson.WriteLine(statement);
        return signer?.Sign(Dsse.InTotoType, payload) ?? new DsseEnvelope(Dsse.InTotoType, payload, []);
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="MergeBuildException">MB5200: it is not valid.</exception>
    public static ImmutableArray<DsseEnvelope> Read(string path, IFileSystem files)
    {
        var lines = Encoding.UTF8.GetString(files.ReadAllBytes(path, MaximumLength)).Split('\n');
        return lines is [.. var full, ""] && full.Length > 0
            ? [.. full.Select((line, index) => Line(line, path, index + 1))]
            : throw DiagnosticTable.StatementInvalid.Exception(path, "it does not consist of whole lines.");
    }

    /// <summary>Signs the statements of a directory that has some, with their bytes as they are.</summary>
    public static void Sign(string directory, ModelSigner signer, IFileSystem files)
    {
        var path = Path.Combine(directory, FileName);
        if (!File.Exists(path))
        {
            return;
        }

        using var publication = new Publication(files, directory);
        publication.Write(FileName, Write(Read(path, files).Select(envelope => signer.Sign(envelope.PayloadType, envelope.Payload))));
        publication.Commit();
    }

    private static DsseEnvelope Line(string line, string path, int number)
    {
        var json = JsonFile.ParseObject(Encoding.UTF8.GetBytes(line), path, DiagnosticTable.StatementInvalid);
        var fields = new JsonFields(json, path, FormattableString.Invariant($"line {number}"), DiagnosticTable.StatementInvalid);
        var envelope = DsseEnvelope.Read(fields);
        return envelope.PayloadType == Dsse.InTotoType ? envelope : throw fields.Invalid($"line {number} has a payload of the type '{envelope.PayloadType}'.");
    }
}
