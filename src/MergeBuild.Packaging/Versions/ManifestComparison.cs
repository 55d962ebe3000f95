using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Packaging.Verification;

namespace MergeBuild.Packaging.Versions;

/// <summary>
/// The differences between the manifests of two models, each with what it means for the version: who loads a model
/// depends on its architecture, tokenizer and tensors; who chose it, on experts and method.
/// </summary>
public static class ManifestComparison
{
    private const int MostNames = 3;

    // Files that decide how text becomes tokens and messages become text.
    private static readonly ImmutableHashSet<string> TokenizerFiles = ImmutableHashSet.Create(
        StringComparer.Ordinal, "tokenizer.json", "tokenizer.model", "tokenizer_config.json", "special_tokens_map.json", "added_tokens.json",
        "vocab.json", "vocab.txt", "merges.txt", "spiece.model", "chat_template.jinja", "chat_template.json");

    /// <summary>Compares two manifests; the largest changes come first.</summary>
    /// <exception cref="MergeBuild.Diagnostics.MergeBuildException">One is not valid (MB5041).</exception>
    public static ImmutableArray<ManifestChange> Of(ReleasedModel before, ReleasedModel after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return Of(before.Manifest, after.Manifest);
    }

    /// <summary>The tensors that both models have, with other bytes; as people count.</summary>
    public static ImmutableArray<string> ChangedTensors(ReleasedModel before, ReleasedModel after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var old = before.Manifest.Tensors.ToDictionary(tensor => tensor.Description.Name, tensor => tensor.Digest, StringComparer.Ordinal);
        return [.. after.Manifest.Tensors
            .Where(tensor => old.TryGetValue(tensor.Description.Name, out var digest) && digest != tensor.Digest)
            .Select(tensor => tensor.Description.Name).Order(Checkpoints.Models.NaturalOrder.Instance)];
    }

    /// <summary>The largest of the changes.</summary>
    public static VersionChange Largest(ImmutableArray<ManifestChange> changes) => changes.Select(change => change.Change).DefaultIfEmpty().Max();

    internal static ImmutableArray<ManifestChange> Of(ComparedManifest before, ComparedManifest after)
    {
        ManifestChange[] changes = [.. Parents(before, after), .. Files(before, after), .. Tensors(before, after), .. Recipes(before.Recipe, after.Recipe)];

        // Other bytes of the same recipe are a change of their own only where nothing else explains them.
        return [.. changes.Where(change => change.Change != VersionChange.Patch || Array.TrueForAll(changes, other => other.Change <= VersionChange.Patch))
            .OrderByDescending(change => change.Change)];
    }

    private static IEnumerable<ManifestChange> Parents(ComparedManifest before, ComparedManifest after)
    {
        foreach (var (role, level) in new[] { ("base", VersionChange.Major), ("expert", VersionChange.Minor) })
        {
            var (old, now) = (Of(before), Of(after));
            foreach (var name in old.Keys.Union(now.Keys).Order(StringComparer.Ordinal))
            {
                var text = !now.TryGetValue(name, out var current) ? $"'{name}' is no longer a parent"
                    : !old.TryGetValue(name, out var previous) ? $"'{name}' is new"
                    : !Digests(current).SequenceEqual(Digests(previous)) ? $"'{name}' has other files"
                    : null;
                if (text is not null)
                {
                    yield return new ManifestChange(level, role, text);
                }
            }

            Dictionary<string, ManifestParent> Of(ComparedManifest manifest) =>
                manifest.Parents.Where(parent => parent.Role == role).ToDictionary(parent => parent.Name, StringComparer.Ordinal);
        }
    }

    private static IEnumerable<ListedFile> Digests(ManifestParent parent) =>
        parent.Files.Concat(parent.AdapterFiles.Select(file => file with { Name = "adapter/" + file.Name })).OrderBy(file => file.Name, StringComparer.Ordinal);

    private static IEnumerable<ManifestChange> Files(ComparedManifest before, ComparedManifest after)
    {
        var old = before.Files.ToDictionary(file => file.Name, StringComparer.Ordinal);
        var now = after.Files.ToDictionary(file => file.Name, StringComparer.Ordinal);
        foreach (var name in old.Keys.Union(now.Keys).Order(StringComparer.Ordinal).Where(name => old.GetValueOrDefault(name)?.Digest != now.GetValueOrDefault(name)?.Digest))
        {
            var (change, subject) = TokenizerFiles.Contains(name) ? (VersionChange.Major, "tokenizer")
                : name == Checkpoints.Models.ModelConfig.FileName ? (VersionChange.Major, "configuration")
                : (VersionChange.Patch, "file");
            yield return new ManifestChange(change, subject, $"'{name}' is {(!now.ContainsKey(name) ? "gone" : old.ContainsKey(name) ? "another" : "new")}");
        }
    }

    private static IEnumerable<ManifestChange> Tensors(ComparedManifest before, ComparedManifest after)
    {
        var old = Of(before);
        var now = Of(after);
        foreach (var (verb, names) in new[]
        {
            ("gone", old.Keys.Except(now.Keys)),
            ("new", now.Keys.Except(old.Keys)),
            ("of another type or shape", now.Where(pair => old.TryGetValue(pair.Key, out var previous) && !IsSame(previous, pair.Value)).Select(pair => pair.Key)),
        })
        {
            string[] sorted = [.. names.Order(Checkpoints.Models.NaturalOrder.Instance)];
            if (sorted.Length > 0)
            {
                yield return new ManifestChange(VersionChange.Major, "tensors", $"{Named(sorted)} {(sorted.Length == 1 ? "is" : "are")} {verb}");
            }
        }

        static Dictionary<string, TensorDescription> Of(ComparedManifest manifest) =>
            manifest.Tensors.ToDictionary(tensor => tensor.Description.Name, tensor => tensor.Description, StringComparer.Ordinal);

        static bool IsSame(TensorDescription left, TensorDescription right) => left.DType == right.DType && left.Shape.SequenceEqual(right.Shape);
    }

    private static string Named(string[] names) => names.Length <= MostNames
        ? string.Join(", ", names.Select(name => $"'{name}'"))
        : FormattableString.Invariant($"'{names[0]}' and {names.Length - 1} more");

    private static IEnumerable<ManifestChange> Recipes(JsonObject before, JsonObject after) =>
        JsonDifference.Of(before, after).Select(difference => new ManifestChange(
            difference.Path == "methodVersion" ? VersionChange.Patch : VersionChange.Minor, "recipe", difference.ToString()));
}
