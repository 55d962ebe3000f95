using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Models;

namespace MergeBuild.Packaging.Versions;

/// <summary>A value that differs between two JSON documents.</summary>
/// <param name="Path">Where, as members and indexes: <c>slices[0].sources['math'].parameters.weight</c>.</param>
/// <param name="Before">The value before; null where there was none.</param>
/// <param name="After">The value after; null where there is none.</param>
internal sealed record JsonDifference(string Path, JsonNode? Before, JsonNode? After)
{
    private const int LongestText = 80;

    /// <summary>All differences, in the order of the documents.</summary>
    public static IEnumerable<JsonDifference> Of(JsonNode? before, JsonNode? after, string path = "")
    {
        if (before is JsonObject oldObject && after is JsonObject newObject)
        {
            return oldObject.Select(member => member.Key).Union(newObject.Select(member => member.Key))
                .SelectMany(key => Of(oldObject[key], newObject[key], path.Length == 0 ? key : $"{path}.{key}"));
        }

        if (before is JsonArray oldArray && after is JsonArray newArray)
        {
            if (ByParent(oldArray) is { } oldSources && ByParent(newArray) is { } newSources)
            {
                return oldSources.Keys.Union(newSources.Keys)
                    .SelectMany(parent => Of(oldSources.GetValueOrDefault(parent), newSources.GetValueOrDefault(parent), $"{path}['{parent}']"));
            }

            // Lists of another length are other lists: what moved where cannot be said of them.
            return oldArray.Count != newArray.Count ? [new JsonDifference(path, before, after)] : Enumerable.Range(0, oldArray.Count).SelectMany(i => Of(oldArray[i], newArray[i], FormattableString.Invariant($"{path}[{i}]")));
        }

        return JsonNode.DeepEquals(before, after) ? [] : [new JsonDifference(path, before, after)];
    }

    /// <summary>The difference in words.</summary>
    public override string ToString() => $"{Path}: {Text(Before)} → {Text(After)}";

    // Sources, each of another parent.
    private static Dictionary<string, JsonNode>? ByParent(JsonArray array)
    {
        var parents = array.Select(item => item is JsonObject source && source["parent"] is JsonValue name && name.TryGetValue(out string? text) ? text : null).ToArray();
        return Array.TrueForAll(parents, parent => parent is not null) && parents.Distinct(StringComparer.Ordinal).Count() == parents.Length
            ? parents.Zip(array).ToDictionary(pair => pair.First!, pair => pair.Second!, StringComparer.Ordinal)
            : null;
    }

    private static string Text(JsonNode? node)
    {
        var text = node?.ToJsonString() ?? "none";
        var shown = text.Length <= LongestText ? text : text[..LongestText] + "…";

        // A bracket behind a space would end a message for GitHub's problem matcher.
        return node is JsonArray or JsonObject ? $"'{shown}'" : shown;
    }
}
