using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Diagnostics;

namespace MergeBuild.Packaging.Signing;

/// <summary>
/// Trusts certificates below an authority. A bundle of this kind carries no time, so that a chain is judged at the last
/// moment at which all of it was valid, and a signature outlives its certificate; revocation is not looked up, which
/// would need a network.
/// </summary>
internal sealed class CertificateTrust : SignatureTrust
{
    private const string CodeSigning = "1.3.6.1.5.5.7.3.3";
    private readonly ImmutableArray<X509Certificate2> _anchors;
    private readonly string _path;

    public CertificateTrust(string path, IFileSystem files)
    {
        _path = path;
        _anchors = ReadCertificates(path, files);
    }

    internal override string ShownAs => $"the certificates '{_path}'";

    /// <summary>The certificates of a PEM file, at least one, in order.</summary>
    public static ImmutableArray<X509Certificate2> ReadCertificates(string path, IFileSystem files)
    {
        try
        {
            var certificates = new X509Certificate2Collection();
            certificates.ImportFromPem(PemText.Read(path, files).Text);
            return certificates.Count > 0 ? [.. certificates] : throw DiagnosticTable.CertificateRejected.Exception(path, "there is no certificate in it.");
        }
        catch (CryptographicException exception)
        {
            throw DiagnosticTable.CertificateRejected.Exception(path, exception.Message);
        }
    }

    internal override bool Accepts(DsseEnvelope envelope, IReadOnlyList<byte[]> certificates, string path)
    {
        if (certificates.Count == 0)
        {
            return false;
        }

        X509Certificate2[] chain;
        try
        {
            chain = [.. certificates.Select(X509CertificateLoader.LoadCertificate)];
        }
        catch (CryptographicException exception)
        {
            throw DiagnosticTable.CertificateRejected.Exception(path, exception.Message);
        }

        try
        {
            CheckPurpose(chain[0], path);
            CheckChain(chain, path);
            using var key = chain[0].GetECDsaPublicKey();
            return key is not null && envelope.Signatures.Any(signature => EllipticKey.IsValid(key, envelope.SignedBytes, signature.Signature));
        }

        // Its key, its extensions and its dates are looked at here, and not when it is loaded.
        catch (Exception exception) when (exception is CryptographicException or PlatformNotSupportedException or ArgumentException)
        {
            throw DiagnosticTable.CertificateRejected.Exception(path, exception.Message);
        }
        finally
        {
            Array.ForEach(chain, certificate => certificate.Dispose());
        }
    }

    public override void Dispose()
    {
        foreach (var anchor in _anchors)
        {
            anchor.Dispose();
        }
    }

    private static void CheckPurpose(X509Certificate2 certificate, string path)
    {
        foreach (var extension in certificate.Extensions)
        {
            var isMeant = extension switch
            {
                X509KeyUsageExtension usage => usage.KeyUsages.HasFlag(X509KeyUsageFlags.DigitalSignature),
                X509EnhancedKeyUsageExtension usages => usages.EnhancedKeyUsages.Cast<Oid>().Any(usage => usage.Value == CodeSigning),
                _ => true,
            };
            if (!isMeant)
            {
                throw DiagnosticTable.CertificateRejected.Exception(path, "it is not meant for signatures of code.");
            }
        }
    }

    private void CheckChain(X509Certificate2[] certificates, string path)
    {
        using var chain = new X509Chain();
        var policy = chain.ChainPolicy;
        policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        policy.CustomTrustStore.AddRange(_anchors.ToArray());
        policy.ExtraStore.AddRange(certificates[1..]);
        policy.RevocationMode = X509RevocationMode.NoCheck;
        policy.DisableCertificateDownloads = true;
        policy.VerificationTime = certificates.Min(certificate => certificate.NotAfter).AddSeconds(-1);

        // An anchor need not be a root; whether the chain reaches one is checked below.
        policy.VerificationFlags = X509VerificationFlags.AllowUnknownCertificateAuthority;
        var isBuilt = chain.Build(certificates[0]);
        if (!isBuilt || !chain.ChainElements.Any(element => _anchors.Any(anchor => anchor.RawDataMemory.Span.SequenceEqual(element.Certificate.RawDataMemory.Span))))
        {
            var reason = chain.ChainStatus.Select(status => status.StatusInformation.Trim()).FirstOrDefault(text => text.Length > 0);
            throw DiagnosticTable.CertificateRejected.Exception(path, isBuilt ? "it leads to none of the trusted ones." : reason ?? "its chain cannot be built.");
        }
    }
}
