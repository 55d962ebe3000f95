using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Diagnostics;

namespace MergeBuild.Checkpoints.Models;

/// <summary>JSON objects of a model directory, read strictly: no duplicate names, no comments, valid UTF-8.</summary>
public static class JsonFile
{
    // The largest tokenizers and shard indexes in use have a third of this.
    private const int MaximumLength = 100_000_000;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Reads a file that must hold one JSON object.</summary>
    /// <param name="files">Where to read from.</param>
    /// <param name="path">The file.</param>
    /// <param name="invalid">The diagnostic for a file that holds anything else; gets the path and the reason.</param>
    public static JsonObject ReadObject(IFileSystem files, string path, DiagnosticDescriptor invalid) =>
        Read(files, path, invalid, ToObject);

    /// <summary>Reads bytes that must hold one JSON object.</summary>
    /// <param name="bytes">The text.</param>
    /// <param name="path">The file that the bytes came from, for messages.</param>
    /// <param name="invalid">The diagnostic for bytes that hold anything else; gets the path and the reason.</param>
    public static JsonObject ParseObject(byte[] bytes, string path, DiagnosticDescriptor invalid) => Parse(bytes, path, invalid, ToObject);

    /// <summary>Reads a file that must hold one JSON object, for readers that do not change it: large files take less memory so.</summary>
    /// <param name="files">Where to read from.</param>
    /// <param name="path">The file.</param>
    /// <param name="invalid">The diagnostic for a file that holds anything else; gets the path and the reason.</param>
    public static JsonElement ReadElement(IFileSystem files, string path, DiagnosticDescriptor invalid) =>
        Read(files, path, invalid, bytes => JsonElement.Parse(bytes, Strict) is { ValueKind: JsonValueKind.Object } element ? element : (JsonElement?)null)!.Value;

    /// <summary>Reads a text that must be JSON, as a setting in a project is.</summary>
    /// <exception cref="JsonException">It is not, or not strictly.</exception>
    public static JsonNode? ParseText(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        try
        {
            CheckEscapes(bytes);
            return JsonNode.Parse(bytes, documentOptions: Strict);
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
        {
            throw new JsonException(exception.Message, exception);
        }
    }

    private static T Read<T>(IFileSystem files, string path, DiagnosticDescriptor invalid, Func<byte[], T?> parse)
    {
        ArgumentNullException.ThrowIfNull(invalid);
        return Parse(files.ReadAllBytes(path, MaximumLength), path, invalid, parse);
    }

    private static JsonObject? ToObject(byte[] bytes) => JsonNode.Parse(bytes, documentOptions: Strict) as JsonObject;

    private static T Parse<T>(byte[] bytes, string path, DiagnosticDescriptor invalid, Func<byte[], T?> parse)
    {
        ArgumentNullException.ThrowIfNull(invalid);
        if (!Utf8.IsValid(bytes))
        {
            throw invalid.Exception(path, "it is not valid UTF-8.");
        }

        try
        {
            CheckEscapes(bytes);
            return parse(bytes) ?? throw invalid.Exception(path, "it is not a JSON object.");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            throw invalid.Exception(path, exception.Message);
        }
    }

    // Strings are unescaped only when they are asked for, and that throws, far from here, if half a surrogate pair is in one.
    private static void CheckEscapes(byte[] bytes)
    {
        var reader = new Utf8JsonReader(bytes);
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped)
            {
                _ = reader.GetString();
            }
        }
    }
}
