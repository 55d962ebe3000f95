using MergeBuild.Diagnostics;

namespace MergeBuild.Merging.Recipes;

/// <summary>The keys of one mapping of a recipe, checked against those it may have. Null values are as if not written.</summary>
internal sealed class YamlFields
{
    private readonly Dictionary<string, YamlEntry> _entries = new(StringComparer.Ordinal);
    private readonly DiagnosticBag _bag;
    private readonly string _owner;

    /// <summary>Checks the keys.</summary>
    /// <param name="mapping">The mapping.</param>
    /// <param name="owner">What the mapping is, for messages: "a slice".</param>
    /// <param name="allowed">The keys it may have.</param>
    /// <param name="unsupported">Keys that mergekit knows and this version does not.</param>
    /// <param name="bag">Where errors go.</param>
    public YamlFields(YamlMapping mapping, string owner, string[] allowed, string[] unsupported, DiagnosticBag bag)
    {
        (Location, _owner, _bag) = (mapping.Location, owner, bag);
        foreach (var entry in mapping.Entries)
        {
            var key = entry.Key.Text;
            if (allowed.Contains(key, StringComparer.Ordinal))
            {
                if (!IsNull(entry.Value))
                {
                    _entries.Add(key, entry);
                }
            }
            else if (!unsupported.Contains(key, StringComparer.Ordinal))
            {
                bag.Report(DiagnosticTable.RecipeUnknownKey.At(entry.Key.Location, key, owner, Suggestion.For(key, allowed)));
            }
            else if (!IsNull(entry.Value))
            {
                bag.Report(DiagnosticTable.RecipeNotSupported.At(entry.Key.Location, $"'{key}' in {owner}"));
            }
        }
    }

    /// <summary>Where the mapping begins.</summary>
    public SourceLocation Location { get; }

    /// <summary>The key of a value that was written, or null.</summary>
    public YamlScalar? Key(string name) => _entries.GetValueOrDefault(name)?.Key;

    /// <summary>A value of any kind, or null.</summary>
    public YamlValue? Value(string name) => _entries.GetValueOrDefault(name)?.Value;

    /// <summary>Text, or null.</summary>
    public YamlScalar? Text(string name) => Kind<YamlScalar>(name, "text");

    /// <summary>A mapping, or null.</summary>
    public YamlMapping? Mapping(string name) => Kind<YamlMapping>(name, "a mapping");

    /// <summary>A list with at least one item, or null.</summary>
    public YamlSequence? Sequence(string name)
    {
        const string Expected = "a list of at least one entry";
        var sequence = Kind<YamlSequence>(name, Expected);
        if (sequence is { Items.IsEmpty: true })
        {
            _bag.Report(DiagnosticTable.RecipeWrongKind.At(sequence.Location, $"'{name}'", Expected, sequence.Kind));
            return null;
        }

        return sequence;
    }

    /// <summary>Reports a key that must be there and is not.</summary>
    public void Require(string name)
    {
        if (!_entries.ContainsKey(name))
        {
            _bag.Report(DiagnosticTable.RecipeKeyMissing.At(Location, name, _owner));
        }
    }

    private T? Kind<T>(string name, string expected)
        where T : YamlValue
    {
        var value = Value(name);
        if (value is not (null or T))
        {
            _bag.Report(DiagnosticTable.RecipeWrongKind.At(value.Location, $"'{name}'", expected, value.Kind));
        }

        return value as T;
    }

    private static bool IsNull(YamlValue value) => value is YamlScalar { IsNull: true };
}
