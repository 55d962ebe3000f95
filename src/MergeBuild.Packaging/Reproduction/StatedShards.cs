using MergeBuild.Diagnostics;
using MergeBuild.Packaging.Verification;

namespace MergeBuild.Packaging.Reproduction;

/// <summary>
/// Finds the shard size of a merge from the shards that it gave. A manifest does not state it, and need not: a new shard
/// begins exactly where a tensor would take the current one beyond it, so that any size between the longest shard of several
/// tensors and the shortest that was too long for one gives the same shards.
/// </summary>
internal static class StatedShards
{
    /// <summary>A shard size in bytes; the usual one where that is one of them.</summary>
    /// <param name="listing">The tensors with their files, in the order in which they were spread.</param>
    /// <param name="json">The manifest, for messages.</param>
    /// <exception cref="MergeBuildException">No shard size spreads the tensors so (MB5041).</exception>
    public static long SizeOf(ManifestListing listing, JsonFields json)
    {
        Int128 least = 1;
        Int128 most = long.MaxValue;
        Int128 size = 0;
        ListedTensor? previous = null;
        foreach (var tensor in listing.Tensors)
        {
            var length = LengthOf(tensor, json);
            if (previous is not null && previous.File != tensor.File)
            {
                most = Int128.Min(most, size + length - 1);
                size = 0;
            }
            else if (previous is not null)
            {
                least = Int128.Max(least, size + length);
            }

            size += length;
            previous = tensor;
        }

        if (least > most)
        {
            throw json.Invalid("no merge spreads tensors over files as it does.");
        }

        return ModelBuildOptions.DefaultShardSize >= least && ModelBuildOptions.DefaultShardSize <= most ? ModelBuildOptions.DefaultShardSize : (long)least;
    }

    private static long LengthOf(ListedTensor tensor, JsonFields json)
    {
        try
        {
            return tensor.Description.ByteLength;
        }
        catch (OverflowException)
        {
            throw json.Invalid($"the tensor '{tensor.Description.Name}' has more elements than there can be.");
        }
    }
}
