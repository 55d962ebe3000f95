using System.Text.RegularExpressions;

namespace MergeBuild.Sdk.Tests.Harness;

/// <summary>What GitHub makes of a line of the log, by the C# problem matcher that actions/setup-dotnet registers.</summary>
public sealed partial record ProblemMatcher(string File, int Line, int Column, string Severity, string Code, string Message, string FromPath)
{
    /// <summary>The annotation that a line gives, or null when GitHub would show none.</summary>
    public static ProblemMatcher? Read(string line)
    {
        var match = Pattern().Match(line);
        return !match.Success ? null : new ProblemMatcher(
            match.Groups[1].Value,
            int.Parse(match.Groups[2].ValueSpan, null),
            int.Parse(match.Groups[3].ValueSpan, null),
            match.Groups[4].Value,
            match.Groups[5].Value,
            match.Groups[6].Value,
            match.Groups[7].Value);
    }

    // Literally the expression of https://github.com/actions/setup-dotnet/blob/main/.github/csc.json.
    [GeneratedRegex(@"^\s*(.*)\((\d+),(\d+)(?:,\d+,\d+)?\):\s+(error|warning)\s+([a-zA-Z]+(?<!MSB)\d+):\s*(.*?)\s+\[(.*?)\]$")]
    private static partial Regex Pattern();
}
