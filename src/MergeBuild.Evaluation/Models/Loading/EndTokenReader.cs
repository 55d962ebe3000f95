using System.Text.Json;
using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Diagnostics;

namespace MergeBuild.Evaluation.Models.Loading;

/// <summary>The ids that end a generation.</summary>
internal static class EndTokenReader
{
    private const string FileName = "generation_config.json";
    private const string Key = "eos_token_id";

    /// <summary>As <c>generation_config.json</c> states them, else <c>config.json</c>, else none.</summary>
    public static IReadOnlyList<int> Read(ModelDirectory directory, ModelSettings settings, IFileSystem files)
    {
        if (ShardPath.Find(directory.Path, FileName) is { } path)
        {
            var json = JsonFile.ReadObject(files, path, DiagnosticTable.GenerationConfigInvalid);
            if (json[Key] is { } stated)
            {
                return Ids(stated) ?? throw DiagnosticTable.GenerationConfigInvalid.Exception(path, $"{Key} is neither an id nor an array of ids.");
            }
        }

        var config = directory.Config!.Copy();
        return (config[Key] ?? (config["text_config"] as JsonObject)?[Key]) is { } value
            ? Ids(value) ?? throw settings.Invalid(Key, "an id or an array of ids")
            : [];
    }

    private static int[]? Ids(JsonNode node)
    {
        var items = node is JsonArray array ? array.ToArray() : [node];
        var ids = new List<int>();
        foreach (var item in items)
        {
            if (item is not JsonValue value || value.GetValueKind() != JsonValueKind.Number || !value.TryGetValue(out int id))
            {
                return null;
            }

            ids.Add(id);
        }

        return [.. ids];
    }
}
