using System.Collections.Immutable;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Hashing;
using MergeBuild.Merging.Ledger;
using MergeBuild.Merging.Output;

namespace MergeBuild.Packaging;

/// <summary>The weights of a build, written but not yet published.</summary>
/// <param name="Snapshot">Their content.</param>
/// <param name="Incremental">How they came about.</param>
/// <param name="Shards">The shards with their trees.</param>
/// <param name="Untouched">The shards that are as the last build left them.</param>
/// <param name="Predicted">What was to be done, as far as that could be known before.</param>
/// <param name="Work">What was done.</param>
internal sealed record MergedModel(
    ModelSnapshot Snapshot, IncrementalMerge Incremental, ImmutableArray<(string Name, HashTree Tree)> Shards,
    ImmutableArray<string> Untouched, MergeWork Predicted, MergeWork Work)
{
    /// <summary>The ledger for the next build; only after publication, which changes the files' times.</summary>
    public BlockLedger ToLedger(PreparedBuild build, ModelBuildOptions options, string outputDirectory) => new()
    {
        OutputDirectory = outputDirectory,
        Inputs = build.Parents.Trees.ToLedger(),
        Outputs = Shards.ToImmutableDictionary(
            shard => shard.Name, shard => new LedgerFile(IdentityOf(Path.Combine(outputDirectory, shard.Name), options), shard.Tree), StringComparer.Ordinal),
        Tensors = Incremental.ToLedger(),
        Work = Work,
    };

    private static FileIdentity? IdentityOf(string path, ModelBuildOptions options)
    {
        using var file = options.Files.OpenRead(path);
        return file.Identity;
    }
}
