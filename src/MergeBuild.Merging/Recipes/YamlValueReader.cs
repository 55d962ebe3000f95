using System.Collections.Immutable;
using MergeBuild.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace MergeBuild.Merging.Recipes;

/// <summary>Builds one value out of parser events, with limits on what a hostile file can ask for.</summary>
internal sealed class YamlValueReader(IParser parser, string path, DiagnosticBag bag)
{
    private const int MaximumDepth = 64;
    private const long MaximumSize = 100_000;

    private readonly Dictionary<AnchorName, YamlValue> _anchors = [];
    private int _depth;

    public YamlValue Read()
    {
        if (parser.TryConsume<AnchorAlias>(out var alias))
        {
            // An anchor is known only when its value is complete, so no value can hold itself.
            return _anchors.TryGetValue(alias.Value, out var repeated)
                ? repeated
                : throw DiagnosticTable.RecipeAliasUnknown.ExceptionAt(Place(alias), alias.Value.Value);
        }

        var node = parser.Consume<NodeEvent>();
        var place = Place(node);
        if (_depth == MaximumDepth)
        {
            throw DiagnosticTable.RecipeTooDeep.ExceptionAt(place, MaximumDepth);
        }

        _depth++;
        CheckTag(node);
        YamlValue value = node switch
        {
            SequenceStart => ReadSequence(place),
            MappingStart => ReadMapping(place),
            _ => ToScalar((Scalar)node),
        };
        _depth--;
        if (!node.Anchor.IsEmpty)
        {
            _anchors[node.Anchor] = value;
        }

        return value;
    }

    private YamlSequence ReadSequence(SourceLocation place)
    {
        var items = ImmutableArray.CreateBuilder<YamlValue>();
        var size = 1L;
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(Read());
            size = Grow(size, items[^1], place);
        }

        return new YamlSequence(place, items.ToImmutable(), size);
    }

    private YamlMapping ReadMapping(SourceLocation place)
    {
        var entries = ImmutableArray.CreateBuilder<YamlEntry>();
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        var size = 1L;
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var key = Read();
            var value = Read();
            size = Grow(size, value, place);
            if (key is not YamlScalar name)
            {
                bag.Report(DiagnosticTable.RecipeWrongKind.At(key.Location, "A key", "text", key.Kind));
            }
            else if (!lines.TryAdd(name.Text, name.Location.Line))
            {
                bag.Report(DiagnosticTable.RecipeDuplicateKey.At(name.Location, name.Text, lines[name.Text]));
            }
            else
            {
                entries.Add(new YamlEntry(name, value));
            }
        }

        return new YamlMapping(place, entries.ToImmutable(), size);
    }

    private static long Grow(long size, YamlValue value, SourceLocation place) =>
        size + value.Size <= MaximumSize ? size + value.Size : throw DiagnosticTable.RecipeTooLarge.ExceptionAt(place, MaximumSize);

    private YamlScalar ToScalar(Scalar scalar) => new(Place(scalar), scalar.Value, scalar.Style != ScalarStyle.Plain);

    // "!!float 1" only says what the text shows anyway; "!python/object" asks to run code.
    private void CheckTag(NodeEvent node)
    {
        if (!node.Tag.IsEmpty && !node.Tag.IsNonSpecific && !node.Tag.Value.StartsWith("tag:yaml.org,2002:", StringComparison.Ordinal))
        {
            bag.Report(DiagnosticTable.RecipeNotSupported.At(Place(node), $"The YAML tag '{node.Tag.Value}'"));
        }
    }

    private SourceLocation Place(ParsingEvent node) => YamlDocument.Place(path, node.Start);
}
