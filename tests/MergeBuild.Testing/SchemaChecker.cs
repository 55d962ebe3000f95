using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace MergeBuild.Testing;

/// <summary>The part of JSON Schema 2020-12 that the schemas in <c>docs/</c> are written in; any other keyword is an error.</summary>
public sealed class SchemaChecker(JsonObject schema)
{
    private static readonly string[] Annotations = ["$schema", "$id", "$defs", "title", "description"];
    private readonly HashSet<string> _seen = [];

    /// <summary>What a value breaks: paths and rules.</summary>
    public IReadOnlyList<string> Check(JsonNode? value)
    {
        var errors = new List<string>();
        Check(schema, value, "", errors);
        return errors;
    }

    /// <summary>Members that the schema describes and no checked value had.</summary>
    public IEnumerable<string> MembersNeverSeen => Described(schema, "#").Where(member => !_seen.Contains(member));

    private void Check(JsonObject rules, JsonNode? value, string path, List<string> errors)
    {
        foreach (var (keyword, rule) in rules)
        {
            if (!Annotations.Contains(keyword) && !Holds(rules, keyword, rule!, value, path, errors))
            {
                errors.Add($"{path}: {keyword} {rule!.ToJsonString()}");
            }
        }
    }

    private bool Holds(JsonObject rules, string keyword, JsonNode rule, JsonNode? value, string path, List<string> errors)
    {
        switch (keyword)
        {
            case "$ref":
                Check(Definition(rule), value, path, errors);
                return true;
            case "type":
                return rule is JsonArray types ? types.Any(type => IsOf((string)type!, value)) : IsOf((string)rule!, value);
            case "const":
                return JsonNode.DeepEquals(rule, value);
            case "enum":
                return rule.AsArray().Any(choice => JsonNode.DeepEquals(choice, value));
            case "pattern":
                return value?.GetValueKind() != JsonValueKind.String || Regex.IsMatch((string)value!, (string)rule!, RegexOptions.CultureInvariant);
            case "minimum":
                return value?.GetValueKind() != JsonValueKind.Number || (double)value >= (double)rule;
            case "minItems":
                return value is not JsonArray items || items.Count >= (int)rule;
            case "maxItems":
                return value is not JsonArray all || all.Count <= (int)rule;
            case "required":
                return value is not JsonObject members || rule.AsArray().All(name => members.ContainsKey((string)name!));
            case "items":
                foreach (var (index, item) in (value as JsonArray ?? []).Index())
                {
                    Check((JsonObject)rule, item, $"{path}/{index}", errors);
                }

                return true;
            case "properties":
                return CheckMembers(rule.AsObject(), value, path, errors);
            case "additionalProperties":
                return CheckOthers(rules, rule, value as JsonObject ?? [], path, errors);
            default:
                return false;
        }
    }

    private bool CheckMembers(JsonObject properties, JsonNode? value, string path, List<string> errors)
    {
        foreach (var (name, member) in value as JsonObject ?? [])
        {
            if (properties[name] is JsonObject rules)
            {
                _seen.Add(rules.GetPath());
                Check(rules, member, $"{path}/{name}", errors);
            }
        }

        return true;
    }

    private bool CheckOthers(JsonObject rules, JsonNode rule, JsonObject value, string path, List<string> errors)
    {
        var others = value.Where(member => rules["properties"]?[member.Key] is null).ToArray();
        if (rule is not JsonObject allowed)
        {
            return (bool)rule || others.Length == 0;
        }

        foreach (var (name, member) in others)
        {
            Check(allowed, member, $"{path}/{name}", errors);
        }

        return true;
    }

    private JsonObject Definition(JsonNode reference) => schema["$defs"]![((string)reference!).Split('/')[^1]]!.AsObject();

    private static bool IsOf(string type, JsonNode? value) => (type, value?.GetValueKind()) switch
    {
        ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) or ("string", JsonValueKind.String) or ("number", JsonValueKind.Number) => true,
        ("boolean", JsonValueKind.True or JsonValueKind.False) or ("null", null) => true,
        ("integer", JsonValueKind.Number) => decimal.IsInteger((decimal)value!),
        _ => false,
    };

    private static IEnumerable<string> Described(JsonNode? node, string path) => node switch
    {
        JsonObject rules => rules
            .SelectMany(rule => rule.Key == "properties" ? rule.Value!.AsObject().Select(member => member.Value!.GetPath()) : [])
            .Concat(rules.SelectMany(rule => Described(rule.Value, $"{path}/{rule.Key}"))),
        JsonArray items => items.SelectMany((item, index) => Described(item, $"{path}/{index}")),
        _ => [],
    };
}
