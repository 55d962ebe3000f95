namespace MergeBuild.Checkpoints.Models;

/// <summary>One safetensors file of a model directory.</summary>
/// <param name="Name">The file's name in the directory.</param>
/// <param name="Path">The path to open.</param>
/// <param name="Length">The file's length in bytes.</param>
public sealed record ModelShard(string Name, string Path, long Length);
