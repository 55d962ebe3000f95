using System.Security.Cryptography;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Models;

namespace MergeBuild.Packaging.Hub;

/// <summary>Files that lie in the cache.</summary>
internal static class CachedContent
{
    private const int BufferLength = 1 << 20;
    private const int Sha256Digits = 64;

    /// <summary>Whether a file is there and has a length.</summary>
    public static bool Has(string path, long length) => FileIdentity.Of(path) is { } identity && identity.Length == length;

    /// <summary>The SHA-256 of a file: the name of the content that it links to where that is one, else from its bytes.</summary>
    public static string Sha256(string path, IFileSystem files)
    {
        var name = Path.GetFileName(RealPath.Of(path) ?? path);
        if (name.Length == Sha256Digits && name.All(char.IsAsciiHexDigitLower))
        {
            return name;
        }

        using var file = files.OpenRead(path);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[Math.Min(BufferLength, file.Length)];
        for (var position = 0L; position < file.Length;)
        {
            var part = buffer.AsSpan(0, (int)Math.Min(buffer.Length, file.Length - position));
            file.ReadExactly(part, position);
            hash.AppendData(part);
            position += part.Length;
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
