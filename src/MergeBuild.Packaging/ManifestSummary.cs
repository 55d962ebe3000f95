using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Diagnostics;

namespace MergeBuild.Packaging;

/// <summary>What a manifest says of a merge in a few words, for people.</summary>
/// <param name="Method">The method's name.</param>
/// <param name="Parameters">Parameters of the whole merge, as name and text.</param>
/// <param name="Parents">The parents of the last stage.</param>
public sealed record ManifestSummary(
    string Method, ImmutableArray<KeyValuePair<string, string>> Parameters, ImmutableArray<ManifestSummary.Parent> Parents)
{
    /// <summary>A parent.</summary>
    /// <param name="Name">Its name in the recipe.</param>
    /// <param name="Role"><c>base</c> or <c>expert</c>.</param>
    /// <param name="Digest">BLAKE3 of its first weight file; null where it has none.</param>
    /// <param name="Parameters">Its own parameters, as name and text.</param>
    public sealed record Parent(string Name, string Role, string? Digest, ImmutableArray<KeyValuePair<string, string>> Parameters);

    /// <summary>Reads the manifest of a model directory.</summary>
    /// <exception cref="MergeBuildException">It is missing (MB5040) or not valid (MB5041).</exception>
    public static ManifestSummary Read(string directory, IFileSystem files)
    {
        var facts = ManifestFacts.Read(directory, files);
        var parts = Objects(facts.Recipe["modules"]).Append(facts.Recipe).ToArray();
        var sources = parts.SelectMany(part => Objects(part["slices"])).SelectMany(slice => Objects(slice["sources"])).ToArray();
        return new ManifestSummary(facts.Method, [.. parts.SelectMany(ParametersOf)], [.. facts.Parents.Select(parent => new Parent(
            parent.Name, parent.Role,
            parent.WeightsDigest,
            [.. sources.Where(source => source["parent"] is JsonValue named && named.TryGetValue(out string? name) && name == parent.Name).SelectMany(ParametersOf).Distinct()]))]);
    }

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => (node as JsonArray ?? []).OfType<JsonObject>();

    private static IEnumerable<KeyValuePair<string, string>> ParametersOf(JsonObject owner) =>
        (owner["parameters"] as JsonObject ?? []).Select(parameter => KeyValuePair.Create(
            parameter.Key, string.Join("; ", Objects(parameter.Value).Select(Condition))));

    // A gradient has several values; a filter says which tensors they are for.
    private static string Condition(JsonObject condition)
    {
        var values = (condition["values"] as JsonArray ?? []).Select(value => value?.ToString() ?? "").ToArray();
        var text = values.Length == 1 ? values[0] : $"[{string.Join(", ", values)}]";
        return condition["filter"] is { } filter ? $"{filter}: {text}" : text;
    }
}
