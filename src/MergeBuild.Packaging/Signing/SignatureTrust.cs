using MergeBuild.Checkpoints.Files;
using MergeBuild.Diagnostics;

namespace MergeBuild.Packaging.Signing;

/// <summary>Whose signatures a user trusts: those of a key, or of certificates below an authority.</summary>
public abstract class SignatureTrust : IDisposable
{
    private protected SignatureTrust()
    {
    }

    /// <summary>What is trusted, for messages.</summary>
    internal abstract string ShownAs { get; }

    /// <summary>Trusts one public key.</summary>
    /// <param name="path">A PEM file, or <c>env:NAME</c> for a variable of the environment.</param>
    /// <param name="files">Where to read from.</param>
    /// <exception cref="MergeBuildException">MB5230: it is no key on P-256, P-384 or P-521.</exception>
    public static SignatureTrust InKey(string path, IFileSystem? files = null) => new KeyTrust(PemText.Read(path, files ?? PhysicalFileSystem.Instance));

    /// <summary>Trusts all signing certificates that lead to one of those in a file.</summary>
    /// <param name="path">A PEM file of certificates.</param>
    /// <param name="files">Where to read from.</param>
    /// <exception cref="MergeBuildException">MB5241: there is no certificate in the file.</exception>
    public static SignatureTrust InCertificates(string path, IFileSystem? files = null) => new CertificateTrust(path, files ?? PhysicalFileSystem.Instance);

    /// <summary>Whether one of an envelope's signatures is trusted.</summary>
    /// <param name="envelope">The envelope.</param>
    /// <param name="certificates">The certificates that come with it, in DER, the signer's own first.</param>
    /// <param name="path">The file, for messages.</param>
    /// <exception cref="MergeBuildException">MB5241: the certificates are not accepted.</exception>
    internal abstract bool Accepts(DsseEnvelope envelope, IReadOnlyList<byte[]> certificates, string path);

    /// <summary>Frees keys and certificates.</summary>
    public abstract void Dispose();
}
