using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MergeBuild.Packaging.Tests.Signing;

/// <summary>A certificate authority that signs certificates for signing keys.</summary>
internal sealed class TestAuthority : IDisposable
{
    private static readonly DateTimeOffset Start = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _root;

    public TestAuthority()
    {
        var request = new CertificateRequest("CN=test root", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        _root = request.CreateSelfSigned(Start, Start.AddYears(10));
    }

    public string RootPem => _root.ExportCertificatePem();

    /// <summary>The PEM text of a certificate for a key.</summary>
    public string Certify(ECDsa key, X509KeyUsageFlags usage = X509KeyUsageFlags.DigitalSignature, int years = 1)
    {
        var request = new CertificateRequest("CN=test signer", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(usage, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.3")], false));
        using var certificate = request.Create(_root, Start, Start.AddYears(years), [1, 2, 3, 4]);
        return certificate.ExportCertificatePem();
    }

    public void Dispose()
    {
        _root.Dispose();
        _key.Dispose();
    }
}
