using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using MergeBuild.Diagnostics;

namespace MergeBuild.Evaluation.Results;

/// <summary>The members of an object of a result, each read once; a member that nothing reads is an error.</summary>
internal sealed class ResultFields(JsonObject json, string path, string place = "", DiagnosticDescriptor? invalid = null)
{
    private readonly DiagnosticDescriptor _invalid = invalid ?? DiagnosticTable.ResultInvalid;
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    public JsonObject Json => json;

    public string Text(string name) => OptionalText(name) ?? throw Wrong(name, "a text");

    public string? OptionalText(string name) => Take(name) switch
    {
        null => null,
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        _ => throw Wrong(name, "a text"),
    };

    public int Whole(string name) => OptionalWhole(name) ?? throw Wrong(name, "a whole number");

    public int? OptionalWhole(string name) => Take(name) switch
    {
        null => null,
        JsonValue value when value.GetValueKind() == JsonValueKind.Number && value.TryGetValue(out int number) => number,
        _ => throw Wrong(name, "a whole number"),
    };

    public double Number(string name) => OptionalNumber(name) ?? throw Wrong(name, "a number");

    public double? OptionalNumber(string name) => Take(name) is { } node ? AsNumber(name, node) : null;

    public bool? OptionalTruth(string name) => Take(name) switch
    {
        null => null,
        JsonValue value when value.GetValueKind() is JsonValueKind.True or JsonValueKind.False => value.GetValue<bool>(),
        _ => throw Wrong(name, "true or false"),
    };

    public bool Truth(string name) => OptionalTruth(name) ?? throw Wrong(name, "true or false");

    public long? OptionalLong(string name) => Take(name) switch
    {
        null => null,
        JsonValue value when value.GetValueKind() == JsonValueKind.Number && value.TryGetValue(out long number) => number,
        _ => throw Wrong(name, "a whole number"),
    };

    public ulong Seed(string name) =>
        Take(name) is JsonValue value && value.GetValueKind() == JsonValueKind.Number && value.TryGetValue(out ulong number)
            ? number
            : throw Wrong(name, "a whole number that is not negative");

    public T Name<T>(string name)
        where T : struct, Enum
    {
        var text = Text(name);
        return Enum.GetNames<T>().Contains(text) ? Enum.Parse<T>(text) : throw Wrong(name, $"one of {string.Join(", ", Enum.GetNames<T>())}");
    }

    public ResultFields? OptionalObject(string name) => Take(name) is null ? null : Object(name);

    public ImmutableArray<JsonArray> Lists(string name) => [.. Items(name).Select(item => item as JsonArray ?? throw Wrong(name, "a list of lists"))];

    public ResultFields Object(string name) =>
        Take(name) is JsonObject member ? new ResultFields(member, path, $"{place}{name}.", _invalid) : throw Wrong(name, "an object");

    public IEnumerable<ResultFields> Objects(string name) => Items(name).Select((item, index) =>
        item is JsonObject member ? new ResultFields(member, path, $"{place}{name}[{index}].", _invalid) : throw Wrong(name, "a list of objects"));

    public ImmutableArray<string> Texts(string name) => [.. Items(name).Select(item =>
        item is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : throw Wrong(name, "a list of texts"))];

    public ImmutableArray<double> Numbers(string name) => [.. Items(name).Select(item => AsNumber(name, item))];

    public ImmutableArray<double?> OptionalNumbers(string name) => [.. Items(name).Select(item => item is null ? (double?)null : AsNumber(name, item))];

    public IEnumerable<KeyValuePair<string, double>> NamedNumbers(string name) => Take(name) switch
    {
        null => [],
        JsonObject members => members.Select(member => KeyValuePair.Create(member.Key, AsNumber(name, member.Value))),
        _ => throw Wrong(name, "an object of numbers"),
    };

    /// <summary>Refuses members that nothing has read.</summary>
    public void End()
    {
        if (json.Select(member => member.Key).FirstOrDefault(name => !_read.Contains(name)) is { } unknown)
        {
            throw _invalid.Exception(path, $"'{place}{unknown}' is not a member{Suggestion.For(unknown, _read)}");
        }
    }

    private JsonNode? Take(string name)
    {
        _read.Add(name);
        return json[name];
    }

    private JsonArray Items(string name) => Take(name) switch
    {
        null => [],
        JsonArray items => items,
        _ => throw Wrong(name, "a list"),
    };

    private double AsNumber(string name, JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.Number && value.TryGetValue(out double number) && double.IsFinite(number)
            ? number
            : throw Wrong(name, "a finite number");

    private MergeBuildException Wrong(string name, string expected) =>
        _invalid.Exception(path, $"'{place}{name}' must be {expected}, not {Shown(json[name])}.");

    private static string Shown(JsonNode? node) => node?.ToJsonString() switch
    {
        null => "absent",
        { Length: > 80 } text => text[..80] + "…",
        var text => text,
    };
}
