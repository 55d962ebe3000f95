using System.Collections.Immutable;
using MergeBuild.Diagnostics;

namespace MergeBuild.Merging.Recipes;

/// <summary>A value of a YAML document and its place. <see cref="Size"/> counts it and all it holds, aliases written out.</summary>
internal abstract record YamlValue(SourceLocation Location, long Size)
{
    /// <summary>What the value is, for messages.</summary>
    public abstract string Kind { get; }
}

/// <summary>Text without structure. Quotes make it text whatever it looks like.</summary>
internal sealed record YamlScalar(SourceLocation Location, string Text, bool IsQuoted) : YamlValue(Location, 1)
{
    /// <summary>Whether nothing was written, or null.</summary>
    public bool IsNull => !IsQuoted && Text is "" or "~" or "null" or "Null" or "NULL";

    /// <inheritdoc/>
    public override string Kind => IsNull ? "nothing" : $"'{Text}'";
}

/// <summary>A list.</summary>
internal sealed record YamlSequence(SourceLocation Location, ImmutableArray<YamlValue> Items, long Size) : YamlValue(Location, Size)
{
    /// <inheritdoc/>
    public override string Kind => Items.IsEmpty ? "an empty list" : "a list";
}

/// <summary>Keys and their values, each key once.</summary>
internal sealed record YamlMapping(SourceLocation Location, ImmutableArray<YamlEntry> Entries, long Size) : YamlValue(Location, Size)
{
    /// <inheritdoc/>
    public override string Kind => "a mapping";
}

/// <summary>One key of a mapping and its value.</summary>
internal sealed record YamlEntry(YamlScalar Key, YamlValue Value);
