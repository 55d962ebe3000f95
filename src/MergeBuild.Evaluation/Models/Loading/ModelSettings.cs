using System.Text.Json;
using System.Text.Json.Nodes;
using MergeBuild.Diagnostics;

namespace MergeBuild.Evaluation.Models.Loading;

/// <summary>Typed values of a model's <c>config.json</c>, or of an object in it; whatever has another type is refused.</summary>
internal sealed class ModelSettings(JsonObject json, string file, string prefix = "")
{
    /// <summary>The most that <see cref="Parts"/> gives: ten times what the largest models have of anything.</summary>
    public const int MaximumParts = 10_000;

    /// <summary>The file, for messages.</summary>
    public string File => file;

    /// <summary>Whether the key has a value other than null.</summary>
    public bool Has(string key) => json[key] is not null;

    /// <summary>A whole number of at least 1.</summary>
    /// <exception cref="MergeBuildException">MB4051, MB4052: it is missing or something else.</exception>
    public int Size(string key) => SizeOrNull(key) ?? throw DiagnosticTable.ModelSettingMissing.Exception(file, prefix + key);

    /// <summary>The same with the value that the family has where the file is silent.</summary>
    public int Size(string key, int absent) => SizeOrNull(key) ?? absent;

    /// <summary>
    /// A number of layers, experts, labels or of dimensions of a head: each is described before a tensor is looked for, so
    /// that a file must not claim a billion of them.
    /// </summary>
    /// <exception cref="MergeBuildException">MB4051, MB4052: it is missing, or not from 1 to 10,000.</exception>
    public int Parts(string key, int? absent = null)
    {
        var parts = absent is { } silent ? Size(key, silent) : Size(key);
        return parts <= MaximumParts ? parts : throw Invalid(key, $"a whole number from 1 to {MaximumParts}");
    }

    /// <summary>The same, or null where the file is silent or has null.</summary>
    public int? SizeOrNull(string key) => json[key] switch
    {
        null => null,
        JsonValue value when value.GetValueKind() == JsonValueKind.Number && value.TryGetValue(out int number) && number > 0 => number,
        var other => throw Invalid(key, other, "a whole number from 1 to 2147483647"),
    };

    /// <summary>A whole number of at least 0.</summary>
    public int Count(string key, int absent) => json[key] switch
    {
        null => absent,
        JsonValue value when value.GetValueKind() == JsonValueKind.Number && value.TryGetValue(out int number) && number >= 0 => number,
        var other => throw Invalid(key, other, "a whole number from 0 to 2147483647"),
    };

    /// <summary>A finite number greater than 0.</summary>
    public double Positive(string key, double absent) => PositiveOrNull(key) ?? absent;

    /// <summary>The same, required.</summary>
    public double Positive(string key) => PositiveOrNull(key) ?? throw DiagnosticTable.ModelSettingMissing.Exception(file, prefix + key);

    /// <summary>The same, or null where the file is silent or has null.</summary>
    public double? PositiveOrNull(string key) => json[key] switch
    {
        null => null,
        JsonValue value when IsNumber(value, out var number) && number > 0 => number,
        var other => throw Invalid(key, other, "a number greater than 0"),
    };

    /// <summary>True or false.</summary>
    public bool Truth(string key, bool absent) => json[key] switch
    {
        null => absent,
        JsonValue value when value.TryGetValue(out bool truth) => truth,
        var other => throw Invalid(key, other, "true or false"),
    };

    /// <summary>A string, or null where the file is silent or has null.</summary>
    public string? Text(string key) => json[key] switch
    {
        null => null,
        JsonValue value when value.TryGetValue(out string? text) => text,
        var other => throw Invalid(key, other, "a string"),
    };

    /// <summary>An array of strings, or null where the file is silent or has null.</summary>
    public string[]? Texts(string key) => Array<string>(key, "strings", value => value.TryGetValue(out string? text) ? text : null);

    /// <summary>An array of finite numbers greater than 0, or null where the file is silent or has null.</summary>
    public double[]? Numbers(string key) => Array(key, "numbers greater than 0", value => IsNumber(value, out var number) && number > 0 ? (object)number : null)?
        .Select(number => (double)number).ToArray();

    /// <summary>An array of whole numbers, or null where the file is silent or has null.</summary>
    public int[]? WholeNumbers(string key) => Array(key, "whole numbers", value => value.TryGetValue(out int number) ? (object)number : null)?
        .Select(number => (int)number).ToArray();

    /// <summary>An object in this one, or null where the file is silent or has null.</summary>
    public ModelSettings? Section(string key) => json[key] switch
    {
        null => null,
        JsonObject section => new ModelSettings(section, file, $"{prefix}{key}."),
        var other => throw Invalid(key, other, "an object"),
    };

    /// <summary>The same with values where the file is silent.</summary>
    public ModelSettings WithAbsent(params (string Key, int Value)[] absent)
    {
        var copy = (JsonObject)json.DeepClone();
        foreach (var (key, value) in absent)
        {
            copy[key] ??= value;
        }

        return new ModelSettings(copy, file, prefix);
    }

    /// <summary>The keys of this object.</summary>
    public IEnumerable<string> Keys => json.Select(pair => pair.Key);

    /// <summary>The diagnostic of a value that is not allowed.</summary>
    public MergeBuildException Invalid(string key, string allowed) => Invalid(key, json[key], allowed);

    /// <summary>The diagnostic of a value that means other mathematics than is implemented.</summary>
    public MergeBuildException NotSupported(string key, string reason) =>
        DiagnosticTable.ModelSettingNotSupported.Exception(file, prefix + key, Written(json[key]), reason);

    /// <summary>Refuses any value but the one that changes nothing.</summary>
    public void RefuseUnlessNeutral(string key, params JsonNode?[] neutral)
    {
        if (json[key] is { } value && !neutral.Any(allowed => JsonNode.DeepEquals(allowed, value)))
        {
            throw NotSupported(key, "the decoder has no such part for this model type");
        }
    }

    private static bool IsNumber(JsonValue value, out double number)
    {
        number = 0;
        return value.GetValueKind() == JsonValueKind.Number && value.TryGetValue(out number) && double.IsFinite(number);
    }

    private static string Written(JsonNode? value) => value?.ToJsonString() ?? "null";

    private T[]? Array<T>(string key, string kind, Func<JsonValue, T?> convert)
        where T : class => json[key] switch
        {
            null => null,
            JsonArray array => [.. array.Select(item => (item is JsonValue value ? convert(value) : null) ?? throw Invalid(key, array, $"an array of {kind}"))],
            var other => throw Invalid(key, other, $"an array of {kind}"),
        };

    private MergeBuildException Invalid(string key, JsonNode? value, string allowed) =>
        DiagnosticTable.ModelSettingInvalid.Exception(file, prefix + key, Written(value), allowed);
}
