using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Packaging;
using MergeBuild.Packaging.Licences;
using MergeBuild.Packaging.Provenance;
using MergeBuild.Packaging.Signing;
using MergeBuild.Testing.Fuzzing;

namespace MergeBuild.Fuzz;

/// <summary>Signatures, keys, certificates and what they vouch for.</summary>
internal static class SignatureFormats
{
    public static IEnumerable<FuzzFormat> Of(FuzzFolder folder)
    {
        var files = PhysicalFileSystem.Instance;
        using (var key = ECDsa.Create(ECCurve.NamedCurves.nistP256))
        {
            var request = new CertificateRequest("CN=nobody", key, HashAlgorithmName.SHA256);
            request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
            using var own = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
            folder.Write("key.pem", key.ExportECPrivateKeyPem());
            folder.Write("public.pem", key.ExportSubjectPublicKeyInfoPem());
            folder.Write("certificate.pem", own.ExportCertificatePem());
        }

        var parents = new[] { ("base", "base"), ("a", "expert"), ("b", "expert") }.Select(parent => new ParentModel(parent.Item1, parent.Item2, folder[parent.Item1], null) { StatedLicense = "mit" });
        foreach (var name in new[] { "signed", "attested" })
        {
            using var signer = ModelSigner.Read(folder["key.pem"], name == "signed" ? null : folder["certificate.pem"]);
            ModelDocuments.Write(new ModelDocumentsRequest
            {
                Directory = folder.Build(name), Parents = [.. parents], Licenses = new LicenseSettings("m"), Digests = new Sha256Cache(null, files), Signer = signer,
                Build = new BuildFacts(folder["recipe.yml"], DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch),
            });
        }

        var bare = folder.Read("signed/" + ModelSignature.FileName);
        var trust = SignatureTrust.InKey(folder["public.pem"]);
        yield return folder.OfModel("signature", "signed/" + ModelSignature.FileName, [bare], () => ModelSignature.Verify(folder["signed"], trust));
        var certificate = DerOf(folder.Read("certificate.pem"));
        var chained = folder.Read("attested/" + ModelSignature.FileName);

        // The statement is read after the signature, so that damage gets there only where nobody is to be trusted.
        folder.Build("unsigned");
        yield return folder.OfModel("signature-payload", "unsigned/" + ModelSignature.FileName, [bare], () => ModelSignature.Verify(folder["unsigned"], null)) with
        {
            Inner = [PayloadOf(bare)], Frame = payload => With(bare, bundle => bundle["dsseEnvelope"]!["payload"] = Convert.ToBase64String(payload)),
        };
        var authority = SignatureTrust.InCertificates(folder["certificate.pem"]);
        yield return folder.Format("signature-chain", "chained.sig", [chained], () =>
        {
            var bundle = SignatureBundle.Read(folder["chained.sig"], files);
            authority.Accepts(bundle.Envelope, bundle.Certificates, "chained.sig");
        }) with
        {
            Inner = [certificate], Frame = der => With(chained, bundle => bundle["verificationMaterial"]!["x509CertificateChain"]!["certificates"]![0]!["rawBytes"] = Convert.ToBase64String(der)),
        };
        var statements = folder.Read("attested/" + ProvenanceFile.FileName);
        yield return folder.OfModel("provenance", "attested/" + ProvenanceFile.FileName, [statements], () =>
            ProvenanceVerification.Run(folder["attested"], null, files, CancellationToken.None)) with
        {
            Inner = [Convert.FromBase64String((string)JsonNode.Parse(statements)!["payload"]!)],
            Frame = payload => [.. With(statements, envelope => envelope["payload"] = Convert.ToBase64String(payload)), (byte)'\n'],
        };
        yield return folder.Format("private-key", "damaged.pem", [folder.Read("key.pem")], () => ModelSigner.Read(folder["damaged.pem"]).Dispose()) with
        {
            Inner = [DerOf(folder.Read("key.pem"))], Frame = der => FuzzFolder.Bytes(PemEncoding.WriteString("EC PRIVATE KEY", der)),
        };
        yield return folder.Format("public-key", "damaged-public.pem", [folder.Read("public.pem")], () =>
        {
            using var read = SignatureTrust.InKey(folder["damaged-public.pem"]);
        }) with { Inner = [DerOf(folder.Read("public.pem"))], Frame = der => FuzzFolder.Bytes(PemEncoding.WriteString("PUBLIC KEY", der)) };
        yield return folder.Format("certificate", "damaged-certificate.pem", [folder.Read("certificate.pem")], () =>
        {
            using var read = SignatureTrust.InCertificates(folder["damaged-certificate.pem"]);
        }) with { Inner = [certificate], Frame = der => FuzzFolder.Bytes(PemEncoding.WriteString("CERTIFICATE", der)) };
    }

    private static byte[] PayloadOf(byte[] bundle) =>
        Convert.FromBase64String((string)JsonNode.Parse(bundle)!["dsseEnvelope"]!["payload"]!);

    private static byte[] With(byte[] bundle, Action<JsonNode> change)
    {
        var json = JsonNode.Parse(bundle)!;
        change(json);
        return FuzzFolder.Bytes(json.ToJsonString());
    }

    private static byte[] DerOf(byte[] pem)
    {
        var text = Encoding.ASCII.GetString(pem);
        return Convert.FromBase64String(text[PemEncoding.Find(text).Base64Data]);
    }
}
