using System.Security.Cryptography;
using System.Text;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Diagnostics;

namespace MergeBuild.Packaging.Signing;

/// <summary>PEM text from a file, or from a variable of the environment: <c>env:NAME</c>.</summary>
/// <param name="Text">The text. Never to be shown.</param>
/// <param name="ShownAs">Where it came from.</param>
internal sealed record PemText(string Text, string ShownAs)
{
    private const string VariablePrefix = "env:";
    private const int MaximumLength = 1 << 20;

    /// <summary>Reads the text.</summary>
    /// <exception cref="MergeBuildException">The file or the variable is missing (MB5230), or unreadable.</exception>
    public static PemText Read(string source, IFileSystem files)
    {
        if (!source.StartsWith(VariablePrefix, StringComparison.Ordinal))
        {
            return new PemText(Encoding.UTF8.GetString(files.ReadAllBytes(source, MaximumLength)), $"'{source}'");
        }

        var name = source[VariablePrefix.Length..];
        return Environment.GetEnvironmentVariable(name) is { Length: > 0 } text
            ? new PemText(text, $"of the environment variable '{name}'")
            : throw DiagnosticTable.SigningKeyInvalid.Exception($"of the environment variable '{name}'", "the variable is not set.");
    }

    /// <summary>Whether a source is a file, so that a build can look at its time.</summary>
    public static bool IsFile(string source) => !source.StartsWith(VariablePrefix, StringComparison.Ordinal);

    /// <summary>An elliptic curve key on one of the three curves.</summary>
    /// <param name="password">The password of an encrypted key; null for one that is not.</param>
    /// <exception cref="MergeBuildException">MB5230: the text is no such key.</exception>
    public ECDsa ToKey(string? password = null)
    {
        var key = ECDsa.Create();
        try
        {
            if (password is null)
            {
                key.ImportFromPem(Text);
            }
            else
            {
                key.ImportFromEncryptedPem(Text, password);
            }
        }

        // A curve that is none is not of this platform.
        catch (Exception exception) when (exception is ArgumentException or CryptographicException or PlatformNotSupportedException)
        {
            key.Dispose();

            // The runtime's own words may quote the text.
            throw DiagnosticTable.SigningKeyInvalid.Exception(ShownAs, Text.Contains("ENCRYPTED", StringComparison.Ordinal)
                ? "it is encrypted, and the password is missing or wrong."
                : "it is not PEM text with one elliptic curve key.");
        }

        if (EllipticKey.HashOf(key) is null)
        {
            key.Dispose();
            throw DiagnosticTable.SigningKeyInvalid.Exception(ShownAs, "its curve is none of P-256, P-384 and P-521.");
        }

        return key;
    }
}
