using System.Globalization;
using System.Text;

namespace MergeBuild.Packaging.Signing;

/// <summary>Dead Simple Signing Envelope v1: https://github.com/secure-systems-lab/dsse/blob/v1.0.0/protocol.md.</summary>
internal static class Dsse
{
    /// <summary>The type of in-toto statements.</summary>
    public const string InTotoType = "application/vnd.in-toto+json";

    /// <summary>
    /// The bytes that are signed: <c>DSSEv1 &lt;length of type&gt; &lt;type&gt; &lt;length of payload&gt; &lt;payload&gt;</c>, lengths
    /// in bytes and decimal digits.
    /// </summary>
    public static byte[] PreAuthenticationEncoding(string payloadType, ReadOnlySpan<byte> payload)
    {
        var type = Encoding.UTF8.GetByteCount(payloadType);
        var head = string.Create(CultureInfo.InvariantCulture, $"DSSEv1 {type} {payloadType} {payload.Length} ");
        return [.. Encoding.UTF8.GetBytes(head), .. payload];
    }
}
