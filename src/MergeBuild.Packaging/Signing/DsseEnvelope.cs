using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace MergeBuild.Packaging.Signing;

/// <summary>A payload with the signatures over it.</summary>
/// <param name="PayloadType">The type of the payload.</param>
/// <param name="Payload">The bytes as they were signed.</param>
/// <param name="Signatures">The signatures; none for a statement that nobody vouches for.</param>
internal sealed record DsseEnvelope(string PayloadType, byte[] Payload, ImmutableArray<DsseSignature> Signatures)
{
    /// <summary>The bytes that signatures are over.</summary>
    public byte[] SignedBytes => Dsse.PreAuthenticationEncoding(PayloadType, Payload);

    /// <summary>Reads the JSON form.</summary>
    public static DsseEnvelope Read(JsonFields json) => new(
        json.Text("payloadType"),
        json.Base64("payload"),
        [.. json.Objects("signatures").Select(signature => new DsseSignature(signature.Base64("sig"), signature.OptionalText("keyid")))]);

    /// <summary>The JSON form.</summary>
    public JsonObject ToJson() => new()
    {
        ["payload"] = Convert.ToBase64String(Payload),
        ["payloadType"] = PayloadType,
        ["signatures"] = new JsonArray([.. Signatures.Select(signature => new JsonObject
        {
            ["sig"] = Convert.ToBase64String(signature.Signature),
            ["keyid"] = signature.KeyIdentifier ?? "",
        })]),
    };
}
