using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Diagnostics;

namespace MergeBuild.Packaging.Signing;

/// <summary>A private key, with its certificates if it has any, that signs models and statements.</summary>
public sealed class ModelSigner : IDisposable
{
    /// <summary>The environment variable with the password of an encrypted key.</summary>
    public const string PasswordVariable = "MERGEBUILD_SIGNING_PASSWORD";

    private readonly ECDsa _key;

    private ModelSigner(ECDsa key, ImmutableArray<byte[]> certificates)
    {
        _key = key;
        Certificates = certificates;
    }

    /// <summary>The certificates in DER, the key's own first; none for a bare key.</summary>
    internal ImmutableArray<byte[]> Certificates { get; }

    /// <summary>The hint at the public key.</summary>
    internal string Hint => KeyHint.Of(_key);

    /// <summary>Reads a key.</summary>
    /// <param name="key">A PEM file, or <c>env:NAME</c> for a variable of the environment that holds the PEM text itself.</param>
    /// <param name="certificates">A PEM file with the key's certificate and those above it; null for a bare key.</param>
    /// <param name="files">Where to read from.</param>
    /// <exception cref="MergeBuildException">The key (MB5230) or its certificate (MB5241) cannot be used.</exception>
    public static ModelSigner Read(string key, string? certificates = null, IFileSystem? files = null)
    {
        ArgumentNullException.ThrowIfNull(key);
        files ??= PhysicalFileSystem.Instance;
        var text = PemText.Read(key, files);
        var password = Environment.GetEnvironmentVariable(PasswordVariable);
        var imported = text.ToKey(string.IsNullOrEmpty(password) ? null : password);
        if (!IsPrivate(imported))
        {
            imported.Dispose();
            throw DiagnosticTable.SigningKeyInvalid.Exception(text.ShownAs, "it is a public key; signing takes the private one.");
        }

        return new ModelSigner(imported, certificates is null ? [] : ReadChain(certificates, imported, files));
    }

    /// <summary>Signs a payload.</summary>
    internal DsseEnvelope Sign(string payloadType, byte[] payload) => new(payloadType, payload,
        [new DsseSignature(EllipticKey.Sign(_key, Dsse.PreAuthenticationEncoding(payloadType, payload)), null)]);

    /// <summary>Frees the key.</summary>
    public void Dispose() => _key.Dispose();

    private static ImmutableArray<byte[]> ReadChain(string path, ECDsa key, IFileSystem files)
    {
        var chain = CertificateTrust.ReadCertificates(path, files);
        using var own = chain[0].GetECDsaPublicKey();
        return own is not null && KeyHint.Of(own) == KeyHint.Of(key)
            ? [.. chain.Select(certificate => certificate.RawData)]
            : throw DiagnosticTable.CertificateRejected.Exception(path, "its first certificate is not that of the key.");
    }

    private static bool IsPrivate(ECDsa key)
    {
        try
        {
            _ = key.SignHash(new byte[32]);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
