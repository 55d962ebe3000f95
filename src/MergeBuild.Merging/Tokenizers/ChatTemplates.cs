using System.Collections.Immutable;
using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Diagnostics;

namespace MergeBuild.Merging.Tokenizers;

/// <summary>The chat templates that come with MergeBuild, and those that models have.</summary>
public static class ChatTemplates
{
    private const string ResourcePrefix = "chat-templates/";
    private const string Key = "chat_template";

    private static readonly Lazy<ImmutableSortedDictionary<string, string>> LazyBuiltIn = new(Load);

    /// <summary>The built-in templates by name.</summary>
    public static ImmutableSortedDictionary<string, string> BuiltIn => LazyBuiltIn.Value;

    /// <summary>The template of a model directory, or null. A file of its own counts before tokenizer_config.json, as with loaders.</summary>
    internal static string? Of(string directory, IFileSystem files)
    {
        JsonNode? Read(string name) => ShardPath.Find(directory, name) is { } path
            ? JsonFile.ReadObject(files, path, DiagnosticTable.TokenizerInvalid)[Key]
            : null;

        return ShardPath.Find(directory, TokenizerFileNames.TemplateText) is { } text
            ? Encoding.UTF8.GetString(files.ReadAllBytes(text))
            : Default(Read(TokenizerFileNames.TemplateJson)) ?? Default(Read(TokenizerFileNames.Configuration));
    }

    /// <summary>The template that most parents have; of several, the donor's, else that of the first parent; null when none has one.</summary>
    internal static string? MostCommon(ImmutableArray<ModelDirectory> parents, int donor, IFileSystem files)
    {
        var templates = parents.Select(parent => Of(parent.Path, files)).ToArray();
        var counts = templates.OfType<string>().CountBy(template => template, StringComparer.Ordinal).ToArray();
        var most = counts.Where(count => count.Value == counts.Max(other => other.Value)).Select(count => count.Key).ToArray();
        return most.Contains(templates[donor], StringComparer.Ordinal) ? templates[donor] : most.FirstOrDefault();
    }

    /// <summary>Puts a template in the place of the one, or the list of named ones, that a file has.</summary>
    internal static void Set(JsonObject file, string template) => file[Key] = template;

    // A model for several purposes has a list of named templates.
    private static string? Default(JsonNode? node) => node switch
    {
        JsonValue value when value.TryGetValue(out string? text) => text,
        JsonArray list => list.OfType<JsonObject>()
            .Where(entry => entry["name"] is JsonValue name && name.TryGetValue(out string? text) && text == "default")
            .Select(entry => Default(entry["template"]))
            .FirstOrDefault(),
        _ => null,
    };

    private static ImmutableSortedDictionary<string, string> Load()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(ResourcePrefix, StringComparison.Ordinal))
            .ToImmutableSortedDictionary(name => name[ResourcePrefix.Length..], name =>
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
                return reader.ReadToEnd().TrimEnd('\n');
            }, StringComparer.Ordinal);
    }
}
