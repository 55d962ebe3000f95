using System.Collections.Immutable;
using System.Text;
using System.Text.Unicode;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Recipes;

namespace MergeBuild.Packaging.ModelCard;

/// <summary>
/// The YAML at the top of a model card, between two lines of three dashes:
/// https://huggingface.co/docs/hub/model-cards. Keys that nobody here asks for are left alone.
/// </summary>
/// <param name="Text">The YAML as it was written; empty where a card has none.</param>
/// <param name="Body">What follows it.</param>
internal sealed record FrontMatter(string Text, string Body)
{
    private const string Fence = "---";
    private const int MaximumLength = 4 << 20;
    private ImmutableSortedDictionary<string, ImmutableArray<string>> Values { get; init; } = ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty;

    /// <summary>The top-level keys.</summary>
    public ImmutableArray<string> Keys { get; private init; } = [];

    /// <summary>The text of a key, or of the items of its list; nothing where the key is missing or holds anything else.</summary>
    public ImmutableArray<string> Of(string key) => Values.TryGetValue(key, out var values) ? values : [];

    /// <summary>Reads a card.</summary>
    /// <exception cref="MergeBuildException">MB5252: the front matter is not YAML with a mapping.</exception>
    public static FrontMatter Read(string path, IFileSystem files)
    {
        var bytes = files.ReadAllBytes(path, MaximumLength);
        return Utf8.IsValid(bytes) ? Parse(Encoding.UTF8.GetString(bytes), path) : throw DiagnosticTable.CardInvalid.Exception(path, "it is not valid UTF-8.");
    }

    /// <summary>Takes a card's text apart.</summary>
    /// <exception cref="MergeBuildException">MB5252: the front matter is not YAML with a mapping.</exception>
    public static FrontMatter Parse(string card, string path)
    {
        var text = card.TrimStart('\uFEFF').ReplaceLineEndings("\n");
        if (!text.StartsWith(Fence + "\n", StringComparison.Ordinal))
        {
            return new FrontMatter("", text);
        }

        var end = text.IndexOf($"\n{Fence}\n", Fence.Length, StringComparison.Ordinal);
        if (end < 0)
        {
            throw DiagnosticTable.CardInvalid.Exception(path, "the second line of three dashes is missing.");
        }

        var yaml = end > Fence.Length ? text[(Fence.Length + 1)..(end + 1)] : "";
        var body = text[(end + Fence.Length + 2)..];
        return Mapping(yaml, path) is { } mapping
            ? new FrontMatter(yaml, body) { Keys = [.. mapping.Entries.Select(entry => entry.Key.Text)], Values = Texts(mapping) }
            : new FrontMatter(yaml, body);
    }

    private static YamlMapping? Mapping(string yaml, string path)
    {
        try
        {
            // Others' tags and keys that are written twice are none of a reader's business who asks for two keys.
            var documents = YamlDocument.Read(yaml, path, new DiagnosticBag());
            return documents switch
            {
                [] => null,
                [YamlMapping mapping] => mapping,
                _ => throw DiagnosticTable.CardInvalid.Exception(path, "it is not a mapping of keys to values."),
            };
        }
        catch (MergeBuildException exception) when (exception.Diagnostics[0].Code != DiagnosticTable.CardInvalid.Code)
        {
            throw DiagnosticTable.CardInvalid.ExceptionAt(exception.Diagnostics[0].Location, path, exception.Diagnostics[0].Message);
        }
    }

    private static ImmutableSortedDictionary<string, ImmutableArray<string>> Texts(YamlMapping mapping) => mapping.Entries.ToImmutableSortedDictionary(
        entry => entry.Key.Text,
        entry => TextsOf(entry.Value),
        StringComparer.Ordinal);

    private static ImmutableArray<string> TextsOf(YamlValue value) => value switch
    {
        YamlScalar { IsNull: false } scalar => [scalar.Text],
        YamlSequence sequence => [.. sequence.Items.OfType<YamlScalar>().Select(item => item.Text)],
        _ => [],
    };
}
