using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MergeBuild.Evaluation.Chat.Language;

namespace MergeBuild.Evaluation.Chat.Values;

/// <summary>
/// Values to JSON and back, written as Python's <c>json.dumps(…, ensure_ascii=False)</c> does, which is what <c>tojson</c> is
/// in transformers.
/// </summary>
internal sealed class TemplateJson(string? indent, string itemSeparator, string keySeparator, bool sortKeys)
{
    private const int MaximumDepth = 100;
    private readonly StringBuilder _text = new();

    /// <summary>A value as JSON.</summary>
    public static string Write(object? value, string? indent, string itemSeparator, string keySeparator, bool sortKeys)
    {
        var writer = new TemplateJson(indent, itemSeparator, keySeparator, sortKeys);
        writer.Add(value, 0);
        return writer._text.ToString();
    }

    /// <summary>JSON as a value.</summary>
    public static object? Read(JsonNode? node) => node switch
    {
        null => null,
        JsonObject members => ReadObject(members),
        JsonArray items => items.Select(Read).ToList(),
        _ => node.GetValueKind() switch
        {
            JsonValueKind.String => node.GetValue<string>(),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => ReadNumber(node.ToJsonString()),
        },
    };

    private static TemplateDictionary ReadObject(JsonObject members)
    {
        var dictionary = new TemplateDictionary();
        foreach (var (key, value) in members)
        {
            dictionary[key] = Read(value);
        }

        return dictionary;
    }

    private static object ReadNumber(string text) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
        ? (object)whole
        : double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    private void Add(object? value, int depth)
    {
        if (depth > MaximumDepth || _text.Length > TemplateLimits.TextLength)
        {
            throw new TemplateFault(Diagnostics.DiagnosticTable.ChatTemplateLimit, null, $"{MaximumDepth} levels or {TemplateLimits.TextLength} characters of JSON");
        }

        switch (value)
        {
            case null:
                _text.Append("null");
                break;
            case bool truth:
                _text.Append(truth ? "true" : "false");
                break;
            case double number:
                _text.Append(double.IsNaN(number) ? "NaN" : double.IsInfinity(number) ? number > 0 ? "Infinity" : "-Infinity" : TemplateText.OfNumber(number));
                break;
            case long number:
                _text.Append(number.ToString(CultureInfo.InvariantCulture));
                break;
            case string text:
                AddText(text);
                break;
            case List<object?> list:
                AddItems('[', ']', list, depth, item => Add(item, depth + 1));
                break;
            case TemplateDictionary dictionary:
                var members = sortKeys ? dictionary.Members.OrderBy(member => TemplateText.Of(member.Key), StringComparer.Ordinal) : dictionary.Members;
                AddItems('{', '}', [.. members], depth, member =>
                {
                    AddText(member.Key is null or bool ? Write(member.Key, null, "", "", false) : TemplateText.Of(member.Key));
                    _text.Append(keySeparator);
                    Add(member.Value, depth + 1);
                });
                break;
            default:
                throw TemplateFault.Value($"{TemplateText.KindOf(value)} cannot be written as JSON.");
        }
    }

    private void AddItems<T>(char open, char close, List<T> items, int depth, Action<T> add)
    {
        _text.Append(open);
        foreach (var (index, item) in items.Index())
        {
            _text.Append(index > 0 ? itemSeparator : "");
            AddLine(depth + 1);
            add(item);
        }

        if (items.Count > 0)
        {
            AddLine(depth);
        }

        _text.Append(close);
    }

    private void AddLine(int depth)
    {
        if (indent is not null)
        {
            _text.Append('\n');
            for (var i = 0; i < depth; i++)
            {
                _text.Append(indent);
            }
        }
    }

    private void AddText(string text)
    {
        _text.Append('"');
        foreach (var character in text)
        {
            _ = character switch
            {
                '"' => _text.Append("\\\""),
                '\\' => _text.Append("\\\\"),
                '\n' => _text.Append("\\n"),
                '\r' => _text.Append("\\r"),
                '\t' => _text.Append("\\t"),
                '\b' => _text.Append("\\b"),
                '\f' => _text.Append("\\f"),
                < ' ' => _text.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
                _ => _text.Append(character),
            };
        }

        _text.Append('"');
    }
}
