using System.Security.Cryptography;
using System.Text;
using MergeBuild.Checkpoints.Files;

namespace MergeBuild.Packaging.Signing;

/// <summary>The hint that a bundle gives at its key: SHA-256 of the public key's PEM text, its last line feed included.</summary>
internal static class KeyHint
{
    /// <summary>The hint of a key, in lower-case hexadecimal digits.</summary>
    public static string Of(ECDsa key) => ContentDigest.Sha256(Encoding.ASCII.GetBytes(PublicPem(key)));

    /// <summary>The public key as PEM text with a line feed at the end, which .NET's own export leaves out.</summary>
    public static string PublicPem(ECDsa key) => key.ExportSubjectPublicKeyInfoPem() + "\n";
}
