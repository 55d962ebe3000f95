using System.Text.Json;
using MergeBuild.Diagnostics;

namespace MergeBuild.Evaluation.Tokenization.Files;

/// <summary>
/// An object of a <c>tokenizer.json</c> and its place in the file. It remembers what was asked for, so that
/// <see cref="Complete"/> can refuse settings that nobody knows.
/// </summary>
internal sealed class TokenizerSection(string file, string place, JsonElement element)
{
    private const int ShownLength = 80;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>The file.</summary>
    public string File => file;

    /// <summary>The place in the file, such as <c>normalizer.normalizers[2]</c>.</summary>
    public string Place => place;

    /// <summary>The place of a member.</summary>
    public string PlaceOf(string name) => place.Length == 0 ? name : $"{place}.{name}";

    /// <summary>A member, or null where it is missing or null.</summary>
    public JsonElement? Find(string name)
    {
        _known.Add(name);
        return element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }

    /// <summary>A member that must be there.</summary>
    public JsonElement Get(string name) =>
        Find(name) ?? throw DiagnosticTable.TokenizerValueMissing.Exception(file, place.Length == 0 ? "the file" : place, name);

    /// <summary>A text, or null where it is missing or null.</summary>
    public string? FindText(string name) => Find(name) is { } value ? TextOf(value, PlaceOf(name)) : null;

    /// <summary>A text that must be there.</summary>
    public string Text(string name) => TextOf(Get(name), PlaceOf(name));

    /// <summary>True or false, or null where it is missing or null.</summary>
    public bool? FindFlag(string name) => Find(name) is { } value
        ? value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw Invalid(name, "true or false")
        : null;

    /// <summary>True or false that must be there.</summary>
    public bool Flag(string name) => FindFlag(name) ?? throw DiagnosticTable.TokenizerValueMissing.Exception(file, place, name);

    /// <summary>A whole number from 0, or null where it is missing or null.</summary>
    public int? FindCount(string name) => Find(name) is { } value ? CountOf(value, PlaceOf(name)) : null;

    /// <summary>A whole number from 0 that must be there.</summary>
    public int Count(string name) => CountOf(Get(name), PlaceOf(name));

    /// <summary>An object, or null where it is missing or null.</summary>
    public TokenizerSection? FindSection(string name) => Find(name) is { } value ? SectionOf(value, PlaceOf(name)) : null;

    /// <summary>An object that must be there.</summary>
    public TokenizerSection Section(string name) => SectionOf(Get(name), PlaceOf(name));

    /// <summary>An array of objects that must be there.</summary>
    public IEnumerable<TokenizerSection> Sections(string name) => Items(name).Select(item => SectionOf(item.Value, item.Place));

    /// <summary>The items of an array that must be there, and their places.</summary>
    public IEnumerable<(JsonElement Value, string Place)> Items(string name) => Get(name) is { ValueKind: JsonValueKind.Array } array
        ? array.EnumerateArray().Select((item, index) => (item, $"{PlaceOf(name)}[{index}]"))
        : throw Invalid(name, "an array");

    /// <summary>All members of an object.</summary>
    public IEnumerable<JsonProperty> Members() => element.EnumerateObject();

    /// <summary>Takes members that change no ids and no text.</summary>
    public void Ignore(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            _known.Add(name);
        }
    }

    /// <summary>Refuses members that were not asked for.</summary>
    public void Complete()
    {
        foreach (var member in element.EnumerateObject())
        {
            if (!_known.Contains(member.Name))
            {
                throw DiagnosticTable.TokenizerSettingUnknown.Exception(
                    file, place.Length == 0 ? "the file" : place, member.Name, Suggestion.For(member.Name, _known));
            }
        }
    }

    /// <summary>The error that the type of this part is not supported.</summary>
    public MergeBuildException NotSupported(string type, IEnumerable<string> supported) =>
        DiagnosticTable.TokenizerPartNotSupported.Exception(file, place, type, Suggestion.For(type, supported));

    /// <summary>The error that a member is not what it must be.</summary>
    public MergeBuildException Invalid(string name, string allowed) => Invalid(PlaceOf(name), Get(name), allowed);

    /// <summary>The error that a value is not what it must be.</summary>
    public MergeBuildException Invalid(string valuePlace, JsonElement value, string allowed)
    {
        var text = value.ValueKind switch
        {
            JsonValueKind.Object => "an object",
            JsonValueKind.Array => $"an array of {value.GetArrayLength()}",
            _ => value.GetRawText(),
        };
        return DiagnosticTable.TokenizerValueInvalid.Exception(file, valuePlace, text.Length <= ShownLength ? text : text[..ShownLength] + "…", allowed);
    }

    /// <summary>A value that must be a text.</summary>
    public string TextOf(JsonElement value, string valuePlace) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Invalid(valuePlace, value, "a text");

    /// <summary>A value that must be a whole number from 0.</summary>
    public int CountOf(JsonElement value, string valuePlace) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var count) && count >= 0
            ? count
            : throw Invalid(valuePlace, value, "a whole number from 0 to 2147483647");

    /// <summary>A value that must be an object.</summary>
    public TokenizerSection SectionOf(JsonElement value, string valuePlace) =>
        value.ValueKind == JsonValueKind.Object ? new TokenizerSection(file, valuePlace, value) : throw Invalid(valuePlace, value, "an object");
}
