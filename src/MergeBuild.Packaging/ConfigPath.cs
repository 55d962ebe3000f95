using System.Text.Json.Nodes;

namespace MergeBuild.Packaging;

/// <summary>Finds and sets values of a configuration by path; dots lead into nested objects.</summary>
internal static class ConfigPath
{
    public static JsonNode? Find(JsonObject config, string path) => Owner(config, path)?[Key(path)];

    /// <summary>Sets a value; nothing happens where the object that it belongs to is not there.</summary>
    public static void Set(JsonObject config, string path, JsonNode value)
    {
        if (Owner(config, path) is { } owner)
        {
            owner[Key(path)] = value;
        }
    }

    private static JsonObject? Owner(JsonObject config, string path) =>
        path.Split('.')[..^1].Aggregate((JsonObject?)config, (owner, key) => owner?[key] as JsonObject);

    private static string Key(string path) => path[(path.LastIndexOf('.') + 1)..];
}
