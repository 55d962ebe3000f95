using System.Collections.Immutable;
using MergeBuild.Checkpoints.Hashing;

namespace MergeBuild.Merging.Output;

/// <summary>The content of a merged model's weights.</summary>
/// <param name="Files">The shards in order.</param>
/// <param name="TensorDigests">The BLAKE3 digest of each tensor's bytes, by name.</param>
/// <param name="TensorFiles">The name of the shard that holds each tensor.</param>
public sealed record ModelSnapshot(
    ImmutableArray<SnapshotFile> Files,
    IReadOnlyDictionary<string, Blake3Digest> TensorDigests,
    IReadOnlyDictionary<string, string> TensorFiles);
