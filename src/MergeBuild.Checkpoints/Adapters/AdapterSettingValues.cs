using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MergeBuild.Diagnostics;

namespace MergeBuild.Checkpoints.Adapters;

/// <summary>The values of an adapter_config.json by kind. Null is as if not written; what is of another kind is reported.</summary>
internal sealed class AdapterSettingValues(string path, JsonObject json, DiagnosticBag bag)
{
    /// <summary>A value as messages show it.</summary>
    public static string Written(JsonNode? value) => value is null ? "nothing" : value.ToJsonString();

    public string? Text(string key) => json[key] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    public bool Flag(string key)
    {
        var kind = json[key]?.GetValueKind() ?? JsonValueKind.False;
        if (kind is not (JsonValueKind.True or JsonValueKind.False))
        {
            Invalid(key, "true or false", json[key]);
        }

        return kind == JsonValueKind.True;
    }

    /// <summary>One of a few words; the first where nothing is written.</summary>
    public string Choice(string key, params string[] allowed)
    {
        var text = json[key] is null ? allowed[0] : Text(key);
        if (text is null || !allowed.Contains(text, StringComparer.Ordinal))
        {
            Invalid(key, $"one of {string.Join(", ", allowed)}", json[key]);
            return allowed[0];
        }

        return text;
    }

    public IReadOnlyCollection<string> Names(string key)
    {
        switch (json[key])
        {
            case null:
                return [];
            case JsonArray names when names.All(name => name is JsonValue value && value.TryGetValue(out string? text) && text.Length > 0):
                return [.. names.Select(name => name!.GetValue<string>())];
            case var other:
                Invalid(key, "a list of names", other);
                return [];
        }
    }

    public int Rank(string key) => Rank(key, json[key]);

    public double Alpha(string key) => Alpha(key, json[key]);

    public ModulePatterns<int> RankPatterns(string key) => Patterns(key, Rank);

    public ModulePatterns<double> AlphaPatterns(string key) => Patterns(key, Alpha);

    private int Rank(string key, JsonNode? value)
    {
        if (value is JsonValue number && value.GetValueKind() == JsonValueKind.Number && number.TryGetValue(out int rank) && rank > 0)
        {
            return rank;
        }

        Invalid(key, "a whole number above 0", value);
        return 1;
    }

    private double Alpha(string key, JsonNode? value)
    {
        if (value is JsonValue number && value.GetValueKind() == JsonValueKind.Number && number.TryGetValue(out double alpha) && double.IsFinite(alpha))
        {
            return alpha;
        }

        Invalid(key, "a number", value);
        return 1;
    }

    private ModulePatterns<T> Patterns<T>(string key, Func<string, JsonNode?, T> read)
    {
        var patterns = new List<(Regex, T)>();
        switch (json[key])
        {
            case null:
                break;
            case JsonObject entries:
                foreach (var (pattern, value) in entries)
                {
                    if (ModulePattern.Compile(pattern, out var reason) is { } compiled)
                    {
                        patterns.Add((compiled, read($"{key}.{pattern}", value)));
                    }
                    else
                    {
                        bag.Report(DiagnosticTable.AdapterPatternInvalid.With(path, key, pattern, reason));
                    }
                }

                break;
            case var other:
                Invalid(key, "an object of patterns and numbers", other);
                break;
        }

        return new ModulePatterns<T>(patterns);
    }

    private void Invalid(string key, string expected, JsonNode? found) =>
        bag.Report(DiagnosticTable.AdapterConfigInvalid.With(path, $"{key} must be {expected}, not {Written(found)}."));
}
