using System.Text.RegularExpressions;

namespace MergeBuild.Tasks.Sources;

/// <summary>Tells whether an <c>Include</c> attribute, as written, can have given an item.</summary>
internal static partial class IncludePattern
{
    /// <summary>How sure a match is.</summary>
    public enum Match
    {
        /// <summary>The attribute cannot have given the item.</summary>
        None,

        /// <summary>It can have: a wildcard or an expression fits.</summary>
        Possible,

        /// <summary>It names the item.</summary>
        Exact,
    }

    /// <summary>Compares an attribute's text with an item's final <c>Include</c>.</summary>
    public static Match Of(string written, string item) => written
        .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(part => OfPart(Normalize(part), Normalize(item)))
        .DefaultIfEmpty()
        .Max();

    private static Match OfPart(string written, string item)
    {
        if (string.Equals(Uri.UnescapeDataString(written), item, StringComparison.Ordinal))
        {
            return Match.Exact;
        }

        // An expression or wildcard may stand for any text; the rest must be there literally.
        var pieces = Variable().Split(written);
        return pieces.Length > 1 && Regex.IsMatch(item, $"^{string.Join(".*", pieces.Select(Regex.Escape))}$", RegexOptions.Singleline)
            ? Match.Possible
            : Match.None;
    }

    private static string Normalize(string path) => path.Replace('\\', '/').TrimEnd('/');

    [GeneratedRegex(@"[$@%]\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)|[*?]+")]
    private static partial Regex Variable();
}
