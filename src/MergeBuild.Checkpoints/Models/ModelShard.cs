using MergeBuild.Checkpoints.Files;

namespace MergeBuild.Checkpoints.Models;

/// <summary>One weight file of a model directory.</summary>
/// <param name="Name">The file's name in the directory.</param>
/// <param name="Path">The path to open.</param>
/// <param name="Identity">The file's identity when its header was read.</param>
public sealed record ModelShard(string Name, string Path, FileIdentity Identity)
{
    /// <summary>The file's length in bytes.</summary>
    public long Length => Identity.Length;
}
