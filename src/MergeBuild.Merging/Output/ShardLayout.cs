using MergeBuild.Checkpoints.Safetensors;

namespace MergeBuild.Merging.Output;

/// <summary>A shard that is to be written.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="Layout">Where its tensors go.</param>
public sealed record ShardLayout(string Name, SafetensorsLayout Layout);
