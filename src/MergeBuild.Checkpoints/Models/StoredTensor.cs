using MergeBuild.Checkpoints.Safetensors;

namespace MergeBuild.Checkpoints.Models;

/// <summary>A tensor and the shard that holds it.</summary>
/// <param name="Entry">The tensor as the shard's header describes it.</param>
/// <param name="Shard">The shard.</param>
public sealed record StoredTensor(TensorEntry Entry, ModelShard Shard);
