using System.Security.Cryptography;

namespace MergeBuild.Packaging.Signing;

/// <summary>ECDSA as OpenSSF Model Signing has it: the curve decides the hash, signatures are in DER.</summary>
internal static class EllipticKey
{
    /// <summary>The hash of a curve; null for a curve that is not used to sign models.</summary>
    public static HashAlgorithmName? HashOf(ECDsa key) => CurveOf(key) switch
    {
        "1.2.840.10045.3.1.7" => HashAlgorithmName.SHA256,
        "1.3.132.0.34" => HashAlgorithmName.SHA384,
        "1.3.132.0.35" => HashAlgorithmName.SHA512,
        _ => null,
    };

    /// <summary>Signs.</summary>
    public static byte[] Sign(ECDsa key, byte[] data) => key.SignData(data, HashOf(key)!.Value, DSASignatureFormat.Rfc3279DerSequence);

    /// <summary>Whether a signature over data was made with the private half of a key.</summary>
    public static bool IsValid(ECDsa key, byte[] data, byte[] signature)
    {
        try
        {
            return HashOf(key) is { } hash && key.VerifyData(data, signature, hash, DSASignatureFormat.Rfc3279DerSequence);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    // By object identifier: the friendly names differ between systems.
    private static string? CurveOf(ECDsa key)
    {
        try
        {
            var curve = key.ExportParameters(includePrivateParameters: false).Curve;
            return curve.IsNamed ? curve.Oid.Value ?? OidOf(curve.Oid.FriendlyName) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static string? OidOf(string? name) => name is null ? null : Oid.FromFriendlyName(name, OidGroup.PublicKeyAlgorithm).Value;
}
