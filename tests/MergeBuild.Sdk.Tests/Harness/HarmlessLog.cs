using System.Globalization;

namespace MergeBuild.Sdk.Tests.Harness;

/// <summary>Whether a log gives commands to a runner or a terminal, or shows text in another order than it has.</summary>
public static class HarmlessLog
{
    /// <summary>What is harmful in a log, line by line.</summary>
    public static IEnumerable<string> Harm(string log) => log.ReplaceLineEndings("\n").Split('\n').SelectMany(line =>
    {
        var trimmed = line.Trim();
        return new[]
            {
                // https://docs.github.com/actions/reference/workflow-commands-for-github-actions, and the older form, which is looked for within lines, too.
                trimmed.StartsWith("::", StringComparison.Ordinal) ? "a command" : null,
                trimmed.Contains("##[", StringComparison.Ordinal) || trimmed.Contains("##vso[", StringComparison.Ordinal) ? "an older command" : null,
                line.EnumerateRunes().Any(rune => Rune(rune) && rune.Value is not '\t' and not '\u200B') ? "a control character" : null,
            }
            .OfType<string>().Select(harm => $"{harm}: {Uri.EscapeDataString(trimmed)}");
    });

    private static bool Rune(System.Text.Rune rune) => System.Text.Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format;
}
