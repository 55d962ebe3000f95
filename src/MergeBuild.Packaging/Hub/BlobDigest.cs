using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MergeBuild.Packaging.Hub;

/// <summary>Hashes a file while it arrives, as the Hub states its digest: SHA-256 of large files, git's SHA-1 of others.</summary>
internal sealed class BlobDigest : IDisposable
{
    private readonly IncrementalHash _hash;

    public BlobDigest(HubFile file)
    {
        _hash = IncrementalHash.CreateHash(file.IsSha256 ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA1);
        if (!file.IsSha256)
        {
            // The name that git gives to a blob: https://git-scm.com/book/en/v2/Git-Internals-Git-Objects.
            _hash.AppendData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"blob {file.Length}\0")));
        }
    }

    /// <summary>Takes the next bytes.</summary>
    public void Append(ReadOnlySpan<byte> bytes) => _hash.AppendData(bytes);

    /// <summary>The digest of all bytes so far, in the form of <see cref="HubFile.ContentId"/>.</summary>
    public string Complete() => Convert.ToHexStringLower(_hash.GetHashAndReset());

    public void Dispose() => _hash.Dispose();
}
