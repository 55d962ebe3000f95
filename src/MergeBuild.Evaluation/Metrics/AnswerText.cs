using System.Text.RegularExpressions;

namespace MergeBuild.Evaluation.Metrics;

/// <summary>The normalisation of SQuAD's evaluation script, in its steps (Rajpurkar et al. 2016).</summary>
internal static partial class AnswerText
{
    /// <summary>All steps: lower case, no punctuation, no articles, single spaces.</summary>
    public static string Normalize(string text) => Words(WithoutArticles(WithoutPunctuation(text.ToLowerInvariant())));

    /// <summary>Leaves out the punctuation and symbols of ASCII.</summary>
    public static string WithoutPunctuation(string text) =>
        string.Concat(text.Where(character => !char.IsAscii(character) || !(char.IsPunctuation(character) || char.IsSymbol(character))));

    /// <summary>Puts a space in the place of the words a, an and the.</summary>
    public static string WithoutArticles(string text) => Articles().Replace(text, " ");

    /// <summary>Words divided by single spaces.</summary>
    public static string Words(string text) => string.Join(' ', Split(text));

    /// <summary>The words of a text, divided by white space.</summary>
    public static string[] Split(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    [GeneratedRegex(@"\b(a|an|the)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Articles();
}
