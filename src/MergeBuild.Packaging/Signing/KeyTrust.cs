using System.Security.Cryptography;

namespace MergeBuild.Packaging.Signing;

/// <summary>Trusts one key.</summary>
internal sealed class KeyTrust(PemText text) : SignatureTrust
{
    private readonly ECDsa _key = text.ToKey();

    internal override string ShownAs => $"the key {text.ShownAs}";

    internal override bool Accepts(DsseEnvelope envelope, IReadOnlyList<byte[]> certificates, string path) =>
        envelope.Signatures.Any(signature => EllipticKey.IsValid(_key, envelope.SignedBytes, signature.Signature));

    public override void Dispose() => _key.Dispose();
}
