using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Diagnostics;

namespace MergeBuild.Evaluation.Suites;

/// <summary>Settings as JSON: every setting, in alphabetical order. Reading takes any of them, and refuses all else.</summary>
public static class SuiteSettingsJson
{
    private static readonly ImmutableArray<string> Names =
        [.. Write(SuiteSettings.Default).Select(member => member.Key)];

    /// <summary>All settings, those that were not set included.</summary>
    public static JsonObject Write(SuiteSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new JsonObject
        {
            ["answerPattern"] = settings.AnswerPattern,
            ["chatTemplate"] = settings.ChatTemplate,
            ["fewShot"] = settings.FewShot,
            ["fewShotFile"] = settings.FewShotFile,
            ["fewShotSeed"] = settings.FewShotSeed,
            ["fewShotSeparator"] = settings.FewShotSeparator,
            ["ignoreArticles"] = settings.IgnoreArticles,
            ["ignoreCase"] = settings.IgnoreCase,
            ["ignorePunctuation"] = settings.IgnorePunctuation,
            ["lastMatch"] = settings.LastMatch,
            ["limit"] = settings.Limit,
            ["maximumTokens"] = settings.MaximumTokens,
            ["metrics"] = Array(settings.Metrics),
            ["numeric"] = settings.Numeric,
            ["prefixToken"] = settings.PrefixToken,
            ["refusalPatterns"] = Array(settings.RefusalPatterns),
            ["sampleSeed"] = settings.SampleSeed,
            ["specialTokens"] = settings.SpecialTokens,
            ["stop"] = settings.Stop is { } stop ? Array(stop) : null,
            ["stride"] = settings.Stride,
            ["systemPrompt"] = settings.SystemPrompt,
            ["windowLength"] = settings.WindowLength,
        };
    }

    /// <summary>Reads a file of settings.</summary>
    /// <exception cref="MergeBuildException">MB4128, MB4120 or MB4121: the file is not valid.</exception>
    public static SuiteSettings ReadFile(string path, IFileSystem? files = null) =>
        Read(JsonFile.ReadObject(files ?? PhysicalFileSystem.Instance, path, DiagnosticTable.SettingsFileInvalid));

    /// <summary>Reads settings; those that are not written have their default values.</summary>
    /// <exception cref="MergeBuildException">MB4120 or MB4121: a name is unknown, or a value is not allowed.</exception>
    public static SuiteSettings Read(JsonObject json)
    {
        ArgumentNullException.ThrowIfNull(json);
        if (json.Select(member => member.Key).FirstOrDefault(name => !Names.Contains(name)) is { } unknown)
        {
            throw DiagnosticTable.SettingUnknown.Exception(unknown, Suggestion.For(unknown, Names));
        }

        var standard = SuiteSettings.Default;
        return new SuiteSettings
        {
            AnswerPattern = OptionalText(json, "answerPattern"),
            ChatTemplate = Truth(json, "chatTemplate", standard.ChatTemplate),
            FewShot = Count(json, "fewShot", 0) ?? standard.FewShot,
            FewShotFile = OptionalText(json, "fewShotFile"),
            FewShotSeed = Seed(json, "fewShotSeed") ?? standard.FewShotSeed,
            FewShotSeparator = OptionalText(json, "fewShotSeparator") ?? standard.FewShotSeparator,
            IgnoreArticles = Truth(json, "ignoreArticles", standard.IgnoreArticles),
            IgnoreCase = Truth(json, "ignoreCase", standard.IgnoreCase),
            IgnorePunctuation = Truth(json, "ignorePunctuation", standard.IgnorePunctuation),
            LastMatch = Truth(json, "lastMatch", standard.LastMatch),
            Limit = Count(json, "limit", 1),
            MaximumTokens = Count(json, "maximumTokens", 1) ?? standard.MaximumTokens,
            Metrics = Texts(json, "metrics") ?? [],
            Numeric = Truth(json, "numeric", standard.Numeric),
            PrefixToken = OptionalText(json, "prefixToken"),
            RefusalPatterns = Texts(json, "refusalPatterns") ?? [],
            SampleSeed = Seed(json, "sampleSeed"),
            SpecialTokens = Truth(json, "specialTokens", standard.SpecialTokens),
            Stop = Texts(json, "stop"),
            Stride = Count(json, "stride", 1),
            SystemPrompt = OptionalText(json, "systemPrompt"),
            WindowLength = Count(json, "windowLength", 2),
        };
    }

    private static JsonArray Array(ImmutableArray<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);

    private static bool Truth(JsonObject json, string name, bool standard) => json[name] switch
    {
        null when !json.ContainsKey(name) => standard,
        JsonValue value when value.GetValueKind() is JsonValueKind.True or JsonValueKind.False => value.GetValue<bool>(),
        var other => throw Wrong(name, "true or false", other),
    };

    private static int? Count(JsonObject json, string name, int minimum) => json[name] switch
    {
        null => null,
        JsonValue value when value.TryGetValue(out int number) && number >= minimum => number,
        var other => throw Wrong(name, $"a whole number from {minimum} to {int.MaxValue}", other),
    };

    private static ulong? Seed(JsonObject json, string name) => json[name] switch
    {
        null => null,
        JsonValue value when value.TryGetValue(out ulong number) => number,
        JsonValue value when value.TryGetValue(out int number) && number >= 0 => (ulong)number,
        var other => throw Wrong(name, $"a whole number from 0 to {ulong.MaxValue}", other),
    };

    private static string? OptionalText(JsonObject json, string name) => json[name] switch
    {
        null => null,
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        var other => throw Wrong(name, "a text", other),
    };

    private static ImmutableArray<string>? Texts(JsonObject json, string name) => json[name] switch
    {
        null => null,
        JsonArray array => [.. array.Select(item => item is JsonValue value && value.GetValueKind() == JsonValueKind.String &&
            value.GetValue<string>() is { Length: > 0 } text ? text : throw Wrong(name, "a list of texts, none empty", array))],
        var other => throw Wrong(name, "a list of texts", other),
    };

    private static MergeBuildException Wrong(string name, string expected, JsonNode? found) =>
        DiagnosticTable.SettingInvalid.Exception(name, expected, found?.ToJsonString() ?? "null");
}
