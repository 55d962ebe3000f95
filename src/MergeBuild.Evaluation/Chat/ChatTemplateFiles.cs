using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Diagnostics;

namespace MergeBuild.Evaluation.Chat;

/// <summary>
/// Where a model directory keeps its chat templates: <c>chat_template.jinja</c>, else <c>chat_template.json</c>, else
/// <c>tokenizer_config.json</c>, the latter two with one text or a list of named ones.
/// https://huggingface.co/docs/transformers/chat_templating_writing
/// </summary>
internal sealed class ChatTemplateFiles(string directory, IFileSystem files)
{
    public const string DefaultName = "default";

    private const string TokenizerConfig = "tokenizer_config.json";
    private const int MaximumLength = 4 << 20;

    /// <summary>A template and the file that holds it; null when there is none of that name.</summary>
    public (string Source, string Path)? Find(string name)
    {
        if (ShardPath.Find(directory, name == DefaultName ? "chat_template.jinja" : Path.Combine("additional_chat_templates", Path.GetFileName(name) + ".jinja")) is { } jinja)
        {
            var bytes = files.ReadAllBytes(jinja, MaximumLength);
            return Utf8.IsValid(bytes) ? (Encoding.UTF8.GetString(bytes), jinja)
                : throw DiagnosticTable.ChatTemplateFileInvalid.Exception(jinja, "it is not valid UTF-8.");
        }

        return FindInJson("chat_template.json", name) ?? FindInJson(TokenizerConfig, name);
    }

    /// <summary>The special tokens that templates write out.</summary>
    public ImmutableDictionary<string, string> SpecialTokens()
    {
        var tokens = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        if (ShardPath.Find(directory, TokenizerConfig) is { } path)
        {
            foreach (var (key, value) in JsonFile.ReadObject(files, path, DiagnosticTable.ChatTemplateFileInvalid))
            {
                // Written as the token, or as an object with the token and how it is matched.
                if (key.EndsWith("_token", StringComparison.Ordinal) && (Text(value) ?? Text((value as JsonObject)?["content"])) is { } token)
                {
                    tokens[key] = token;
                }
            }
        }

        return tokens.ToImmutable();
    }

    private (string Source, string Path)? FindInJson(string file, string name)
    {
        if (ShardPath.Find(directory, file) is not { } path)
        {
            return null;
        }

        var value = JsonFile.ReadObject(files, path, DiagnosticTable.ChatTemplateFileInvalid)["chat_template"];
        var source = value switch
        {
            null => null,
            JsonArray templates => templates.Select(item => Named(item, path)).FirstOrDefault(template => template.Name == name).Source,
            _ when Text(value) is { } text => name == DefaultName ? text : null,
            _ => throw DiagnosticTable.ChatTemplateFileInvalid.Exception(path, "chat_template is neither a text nor a list of named templates."),
        };
        return source is null ? null : (source, path);
    }

    private static (string Name, string Source) Named(JsonNode? item, string path) =>
        item is JsonObject template && Text(template["name"]) is { } name && Text(template["template"]) is { } source
            ? (name, source)
            : throw DiagnosticTable.ChatTemplateFileInvalid.Exception(path, "an item of chat_template has no name or no template.");

    private static string? Text(JsonNode? node) => node is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
}
