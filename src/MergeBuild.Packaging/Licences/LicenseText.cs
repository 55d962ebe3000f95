using MergeBuild.Checkpoints.Files;

namespace MergeBuild.Packaging.Licences;

/// <summary>A licence or notice file of a parent.</summary>
/// <param name="Name">Its name in the parent's folder.</param>
/// <param name="Content">Its bytes.</param>
internal sealed record LicenseText(string Name, byte[] Content)
{
    /// <summary>SHA-256 of the content, lower-case hexadecimal digits.</summary>
    public string Sha256 => ContentDigest.Sha256(Content);
}
