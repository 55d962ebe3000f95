using System.Globalization;
using System.Text.RegularExpressions;

namespace MergeBuild.Evaluation.Metrics;

/// <summary>
/// The last number of a text, by value: <c>1,234.50</c> and <c>$1234.5</c> are the same. Commas between groups of three
/// digits are left out; digits are those of ASCII.
/// </summary>
internal static partial class FinalNumber
{
    // Longer runs of digits are no quantities, and decimal holds 28.
    private const int MaximumDigits = 28;

    /// <summary>The number, or null when the text has none, or one of more digits than can be compared exactly.</summary>
    public static decimal? Of(string text)
    {
        var match = Number().Matches(text).LastOrDefault();
        return match is not null && match.Value.Count(char.IsAsciiDigit) <= MaximumDigits &&
            decimal.TryParse(match.Value.Replace(",", "", StringComparison.Ordinal), NumberStyles.Number, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
    }

    // A minus sign counts unless a word or number ends right before it, as in "3-2".
    [GeneratedRegex(@"(?<![\w)])-?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?|(?<![\w)])-?[0-9]*\.?[0-9]+|[0-9]*\.?[0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
