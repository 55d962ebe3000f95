using System.Collections.Immutable;
using MergeBuild.Checkpoints.Models;

namespace MergeBuild.Packaging.Hub;

/// <summary>
/// The files of a model that a merge reads, of all that the Hub lists: configuration, tokenizer, card and licence,
/// weights and adapters as safetensors; no pickles, no other frameworks, no images.
/// </summary>
/// <param name="Small">All but weights.</param>
/// <param name="Weights">Weights whose names are known; those of shards are known when their index is.</param>
/// <param name="Index">The shard index, where it decides.</param>
internal sealed record ModelFileSelection(ImmutableArray<HubFile> Small, ImmutableArray<HubFile> Weights, HubFile? Index)
{
    /// <summary>The configuration of an adapter.</summary>
    public const string AdapterConfig = "adapter_config.json";

    /// <summary>The weights of an adapter.</summary>
    public const string AdapterWeights = "adapter_model.safetensors";

    private static readonly string[] Prefixes = ["LICENSE", "LICENCE", "NOTICE", "USE_POLICY", "README"];
    private static readonly string[] Suffixes = ["", ".md", ".txt"];
    private static readonly string[] Pickles = [".bin", ".pt", ".pth", ".gguf", ".msgpack", ".h5"];

    /// <summary>Whether there is anything to merge.</summary>
    public bool HasWeights => Index is not null || !Weights.IsEmpty;

    /// <summary>Chooses from the files of a model.</summary>
    public static ModelFileSelection Of(IEnumerable<HubFile> listed)
    {
        var files = listed.ToDictionary(file => file.Name, StringComparer.Ordinal);

        // Where a model has both, loaders take the single file.
        var single = files.GetValueOrDefault(ModelDirectory.SingleFileName);
        var adapter = files.ContainsKey(AdapterConfig) ? files.GetValueOrDefault(AdapterWeights) : null;
        return new ModelFileSelection(
            [.. files.Values.Where(file => IsSmall(file.Name)).OrderBy(file => file.Name, StringComparer.Ordinal)],
            [.. new[] { single, adapter }.OfType<HubFile>()],
            single is null ? files.GetValueOrDefault(ShardIndex.FileName) : null);
    }

    /// <summary>A file with weights in a form that is not read, for the message that there is none else.</summary>
    public static string? UnreadableIn(IEnumerable<HubFile> listed) => listed
        .Select(file => file.Name)
        .FirstOrDefault(name => Pickles.Contains(Path.GetExtension(name), StringComparer.Ordinal));

    /// <summary>Whether a name is that of a card, licence, configuration or tokenizer.</summary>
    public static bool IsSmall(string name) =>
        name == AdapterConfig || CompanionFiles.All.Contains(name) ||
        (Suffixes.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase) &&
            Array.Exists(Prefixes, prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)));
}
