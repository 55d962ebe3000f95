using System.Collections.Immutable;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Merging.Recipes;
using MergeBuild.Packaging.Locks;

namespace MergeBuild.Packaging.Hub;

/// <summary>What the cache has of a model, without the network.</summary>
internal sealed class HubSnapshot(HubReference reference, HubOptions options)
{
    private static readonly string[] Vocabularies =
        ["sentencepiece.bpe.model", "spiece.model", "tokenizer.json", "tokenizer.model", "vocab.json", "vocab.txt"];

    private readonly HubCache _cache = new(options.Settings.CacheDirectory, reference.Repository, options.Files);

    /// <summary>The model directory of a commit.</summary>
    public string Directory(string commit) => _cache.Snapshot(commit);

    /// <summary>
    /// What a merge would read of the revision, as the cache knows it from an earlier download of any tool; null where
    /// the cache lacks the revision, its configuration or weights, or, if <paramref name="isWhole"/>, a tokenizer, which
    /// a tool that loads the weights alone leaves out.
    /// </summary>
    public LockedParent? Find(bool isWhole)
    {
        if (_cache.CommitOf(reference) is not { } commit || !System.IO.Directory.Exists(Directory(commit)))
        {
            return null;
        }

        var small = NamesIn(commit).Where(ModelFileSelection.IsSmall).ToArray();
        var isModel = small.Contains(ModelConfig.FileName) && (!isWhole || Vocabularies.Any(name => small.Contains(name)));
        var weights = isModel ? WeightsOf(commit) : null;
        var adapter = small.Contains(ModelFileSelection.AdapterConfig) && Has(commit, ModelFileSelection.AdapterWeights);
        return weights is null && !adapter ? null : Describe(
            commit, [.. small, .. weights ?? [], .. adapter ? [ModelFileSelection.AdapterWeights] : Array.Empty<string>()]);
    }

    /// <summary>The first locked file that is not there in its length, or null when all are.</summary>
    public string? FirstMissing(LockedParent parent) => parent.Files
        .FirstOrDefault(file => _cache.Find(parent.Resolved, file.Name) is not { } path || !CachedContent.Has(path, file.Length))?.Name;

    /// <summary>The files that a merge would read, and that the lock file does not list.</summary>
    public ImmutableArray<string> Unlisted(LockedParent parent) =>
        [.. NamesIn(parent.Resolved).Where(CompanionFiles.All.Contains).Except(parent.Files.Select(file => file.Name), StringComparer.Ordinal)];

    /// <summary>The files of a commit with their digests.</summary>
    public LockedParent Describe(string commit, IEnumerable<string> names) => new(reference, commit,
    [
        .. names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(name => _cache.Find(commit, name)!)
            .Select(path => new LockedFile(Path.GetFileName(path), new FileInfo(RealPath.Of(path) ?? path).Length, CachedContent.Sha256(path, options.Files))),
    ]);

    private IReadOnlyCollection<string>? WeightsOf(string commit)
    {
        if (Has(commit, ModelDirectory.SingleFileName))
        {
            return [ModelDirectory.SingleFileName];
        }

        if (!Has(commit, ShardIndex.FileName))
        {
            return null;
        }

        string[] names = [.. ShardIndex.Read(Directory(commit), options.Files).ShardNames];
        return names.All(name => Has(commit, name)) ? [ShardIndex.FileName, .. names] : null;
    }

    private bool Has(string commit, string name) => _cache.Find(commit, name) is not null;

    private ImmutableArray<string> NamesIn(string commit) => !System.IO.Directory.Exists(Directory(commit)) ? [] :
    [
        .. System.IO.Directory.EnumerateFiles(Directory(commit))
            .Select(path => Path.GetFileName(path))
            .Where(name => Has(commit, name))
            .Order(StringComparer.Ordinal),
    ];
}
