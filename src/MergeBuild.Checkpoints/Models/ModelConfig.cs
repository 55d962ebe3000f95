using System.Text.Json;
using System.Text.Json.Nodes;

namespace MergeBuild.Checkpoints.Models;

/// <summary>A model's <c>config.json</c>. Not to be changed; <see cref="Copy"/> gives an object that may be.</summary>
public sealed class ModelConfig(JsonObject json)
{
    /// <summary>The file's name in a model directory.</summary>
    public const string FileName = "config.json";

    /// <summary>The model family, such as <c>llama</c>.</summary>
    public string? ModelType => Text("model_type");

    /// <summary>The class names of the first entry of <c>architectures</c>, such as <c>LlamaForCausalLM</c>.</summary>
    public string? Architecture => json["architectures"] is JsonArray { Count: > 0 } names && names[0] is JsonValue first &&
        first.TryGetValue(out string? name) ? name : null;

    /// <summary>Whether the output head is the embedding itself; null where the file does not say.</summary>
    public bool? TiesWordEmbeddings => json["tie_word_embeddings"] is JsonValue value && value.TryGetValue(out bool ties) ? ties : null;

    /// <summary>A string value, or null when there is none.</summary>
    public string? Text(string key) => json[key] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    /// <summary>A whole number, or null when there is none. Dots lead into nested objects.</summary>
    public long? WholeNumber(string path) =>
        Find(path) is JsonValue value && value.GetValueKind() == JsonValueKind.Number && value.TryGetValue(out long number) ? number : null;

    /// <summary>True or false, or null when there is neither. Dots lead into nested objects.</summary>
    public bool? Truth(string path) => Find(path) is JsonValue value && value.TryGetValue(out bool truth) ? truth : null;

    /// <summary>A deep copy that the caller may change.</summary>
    public JsonObject Copy() => (JsonObject)json.DeepClone();

    private JsonNode? Find(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        JsonNode? node = json;
        foreach (var key in path.Split('.'))
        {
            node = (node as JsonObject)?[key];
        }

        return node;
    }
}
