using System.Globalization;
using System.Text.RegularExpressions;

namespace MergeBuild.Merging.Architectures;

/// <summary>Numbers between the dots of a tensor's name: the first is the layer's, a second one that of an expert.</summary>
internal static partial class NumberedParts
{
    /// <summary>The name with a mark for the layer's number; null where there is none.</summary>
    public static (string Pattern, string Stack, int Layer)? Layer(string name)
    {
        var match = Number().Match(name);
        if (!match.Success || name.Contains(TensorPlace.LayerMark, StringComparison.Ordinal) ||
            !int.TryParse(match.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var layer))
        {
            return null;
        }

        var stack = name[..match.Index];
        return (stack + TensorPlace.LayerMark + name[(match.Index + match.Length)..], stack, layer);
    }

    /// <summary>A pattern with a mark for the number behind the layer's; the pattern itself where there is none.</summary>
    public static string Mark(string pattern) => Part(pattern) is { } match
        ? string.Concat(pattern.AsSpan(0, match.Index), TensorPlace.PartMark, pattern.AsSpan(match.Index + match.Length))
        : pattern;

    /// <summary>A pattern with the number that another one has for its part.</summary>
    public static string Fill(string pattern, string numbered) => Part(numbered) is { } match
        ? pattern.Replace(TensorPlace.PartMark, match.Value, StringComparison.Ordinal)
        : pattern;

    private static Match? Part(string pattern) =>
        pattern.Contains(TensorPlace.LayerMark, StringComparison.Ordinal) && Number().Match(pattern) is { Success: true } match ? match : null;

    // No leading zeros: two names must not have one place.
    [GeneratedRegex(@"(?<=(^|\.))(0|[1-9][0-9]*)(?=\.)", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
