using MergeBuild.Checkpoints.Hashing;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Merging.Ledger;
using MergeBuild.Merging.Planning;

namespace MergeBuild.Merging.Tests;

/// <summary>All that decides a tensor, as text that tests compare.</summary>
internal static class KeyText
{
    public static string Of(MergePlan plan, TensorPlan tensor)
    {
        var key = new KeyWriter(TreeOf).Add(TensorFormula.Of(tensor, plan.Method));
        foreach (var source in tensor.Sources)
        {
            source.Content.Describe(key, 0, tensor.Result.ElementCount);
        }

        return key.Digest.ToString()!;
    }

    private static HashTree TreeOf(ModelShard shard)
    {
        var tree = new HashTree(shard.Length, HashGroups.ShortestLength);
        tree.Accept(0, File.ReadAllBytes(shard.Path));
        return tree;
    }
}
