using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Diagnostics;

namespace MergeBuild.Packaging.Signing;

/// <summary>
/// A detached signature file: an envelope, and what it takes to verify it, in the form of a Sigstore bundle
/// (https://github.com/sigstore/protobuf-specs, bundle v0.3).
/// </summary>
/// <param name="Envelope">The signed statement.</param>
/// <param name="Certificates">The certificates in DER, the signer's own first; none where a bare key signed.</param>
internal sealed record SignatureBundle(DsseEnvelope Envelope, ImmutableArray<byte[]> Certificates)
{
    private const string MediaType = "application/vnd.dev.sigstore.bundle.v0.3+json";

    /// <summary>Reads a file.</summary>
    /// <exception cref="MergeBuildException">It is missing, malformed (MB5232), or of a method that is not verified here (MB5234).</exception>
    public static SignatureBundle Read(string path, IFileSystem files)
    {
        var json = new JsonFields(JsonFile.ReadObject(files, path, DiagnosticTable.SignatureMalformed), path, "the bundle", DiagnosticTable.SignatureMalformed);
        if (json.Text("mediaType") is var mediaType && mediaType != MediaType)
        {
            throw json.Invalid($"its mediaType is '{mediaType}'.");
        }

        var material = json.Object("verificationMaterial");
        ImmutableArray<byte[]> certificates = [];
        if (material.Has("x509CertificateChain"))
        {
            certificates = [.. material.Object("x509CertificateChain").Objects("certificates").Select(item => item.Base64("rawBytes"))];
        }
        else if (!material.Has("publicKey"))
        {
            throw DiagnosticTable.SignatureNotSupported.Exception(path, material.Has("certificate") ? "a keyless signature of Sigstore" : "no key and no certificate");
        }

        var envelope = DsseEnvelope.Read(json.Object("dsseEnvelope"));
        return envelope.PayloadType == Dsse.InTotoType && !envelope.Signatures.IsEmpty
            ? new SignatureBundle(envelope, certificates)
            : throw json.Invalid("its envelope has no signature, or a payload of another type.");
    }

    /// <summary>The bytes of the file.</summary>
    /// <param name="hint">The hint at the key, for bundles without certificates.</param>
    public byte[] Write(string hint)
    {
        var material = Certificates.IsEmpty
            ? new JsonObject { ["publicKey"] = new JsonObject { ["hint"] = hint } }
            : new JsonObject
            {
                ["x509CertificateChain"] = new JsonObject
                {
                    ["certificates"] = new JsonArray([.. Certificates.Select(certificate => new JsonObject { ["rawBytes"] = Convert.ToBase64String(certificate) })]),
                },
            };
        material["tlogEntries"] = new JsonArray();
        return CanonicalJson.Write(new JsonObject
        {
            ["mediaType"] = MediaType,
            ["verificationMaterial"] = material,
            ["dsseEnvelope"] = Envelope.ToJson(),
        });
    }
}
