using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Suites;

namespace MergeBuild.Evaluation.Gates.Projects;

/// <summary>
/// The settings of an evaluation as metadata: <c>FewShot</c> sets <c>fewShot</c>. Texts are taken as they are; a list is one
/// text, or a JSON array, and names of metrics may be divided by ';'.
/// </summary>
internal static class SuiteMetadata
{
    private const string SettingsFile = "Settings";
    private const string FewShotFile = "fewShotFile";

    private static readonly ImmutableHashSet<string> Lists = ImmutableHashSet.Create(StringComparer.Ordinal, "metrics", "refusalPatterns", "stop");
    private static readonly ImmutableHashSet<string> Texts =
        ImmutableHashSet.Create(StringComparer.Ordinal, "answerPattern", FewShotFile, "fewShotSeparator", "prefixToken", "systemPrompt");

    private static readonly ImmutableSortedDictionary<string, string> Known = SuiteSettingsJson.Write(SuiteSettings.Default)
        .ToImmutableSortedDictionary(setting => char.ToUpperInvariant(setting.Key[0]) + setting.Key[1..], setting => setting.Key, StringComparer.OrdinalIgnoreCase);

    /// <summary>The names of all metadata, that of a file of settings included.</summary>
    public static IEnumerable<string> Names => Known.Keys.Append(SettingsFile);

    /// <summary>The metadata of an item that are settings of the evaluation.</summary>
    public static IEnumerable<ProjectValue> Of(ProjectItem item) => item.Metadata.Where(metadata =>
        metadata.Value.Length > 0 && (Known.ContainsKey(metadata.Name) || metadata.Name.Equals(SettingsFile, StringComparison.OrdinalIgnoreCase)));

    /// <summary>The settings of an item; metadata goes before its file of settings.</summary>
    /// <exception cref="MergeBuildException">MB412x, at the place: a value is not allowed, or the file is not valid.</exception>
    public static SuiteSettings Read(ProjectItem item, string directory, IFileSystem files)
    {
        var json = new JsonObject();
        if (item.Find(SettingsFile) is { } file)
        {
            var path = Path.GetFullPath(file.Value.Trim(), directory);
            json = SuiteSettingsJson.Write(PlacedDiagnostics.Run(file.Location, () => SuiteSettingsJson.ReadFile(path, files)));
            if (json[FewShotFile]?.GetValue<string>() is { } examples)
            {
                json[FewShotFile] = Path.GetFullPath(examples, Path.GetDirectoryName(path)!);
            }
        }

        foreach (var metadata in Of(item).Where(metadata => Known.ContainsKey(metadata.Name)))
        {
            var name = Known[metadata.Name];
            JsonNode? Node() => name == FewShotFile ? Path.GetFullPath(metadata.Value.Trim(), directory) : Value(name, metadata.Value);
            _ = PlacedDiagnostics.Run(metadata.Location, () => SuiteSettingsJson.Read(new JsonObject { [name] = Node() }));
            json[name] = Node();
        }

        return SuiteSettingsJson.Read(json);
    }

    private static JsonNode? Value(string name, string text)
    {
        var trimmed = text.Trim();
        return Lists.Contains(name) ? Items(name, text, trimmed)
            : Texts.Contains(name) ? text
            : bool.TryParse(trimmed, out var truth) ? truth
            : trimmed.Length > 0 && trimmed.All(char.IsAsciiDigit) && ulong.TryParse(trimmed, out _) ? JsonNode.Parse(trimmed.TrimStart('0') is { Length: > 0 } digits ? digits : "0")
            : text;
    }

    private static JsonNode? Items(string name, string text, string trimmed)
    {
        if (!trimmed.StartsWith('['))
        {
            return name == "metrics"
                ? new JsonArray([.. text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(part => (JsonNode)part)])
                : new JsonArray(text);
        }

        try
        {
            return JsonFile.ParseText(trimmed);
        }
        catch (JsonException)
        {
            throw DiagnosticTable.SettingInvalid.Exception(name, "a text, or a JSON array of texts", trimmed);
        }
    }
}
