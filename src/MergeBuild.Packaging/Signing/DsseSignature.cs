namespace MergeBuild.Packaging.Signing;

/// <summary>One signature of an envelope.</summary>
/// <param name="Signature">The signature, for ECDSA in the DER form of RFC 3279.</param>
/// <param name="KeyIdentifier">A hint at the key; never to be trusted.</param>
internal sealed record DsseSignature(byte[] Signature, string? KeyIdentifier);
