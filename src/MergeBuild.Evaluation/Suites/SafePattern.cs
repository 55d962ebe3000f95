using System.Text.RegularExpressions;
using MergeBuild.Diagnostics;

namespace MergeBuild.Evaluation.Suites;

/// <summary>Regular expressions of settings, matched in time linear in the text.</summary>
internal static class SafePattern
{
    private const int MaximumLength = 1000;

    /// <summary>Compiles a pattern.</summary>
    /// <exception cref="MergeBuildException">MB4127: it is malformed, too long, or cannot be matched in linear time.</exception>
    public static Regex Compile(string setting, string pattern, RegexOptions options = RegexOptions.None)
    {
        if (pattern.Length > MaximumLength)
        {
            throw DiagnosticTable.PatternInvalid.Exception(pattern, setting, $"it has {pattern.Length} characters.");
        }

        try
        {
            return new Regex(pattern, options | RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            throw DiagnosticTable.PatternInvalid.Exception(pattern, setting, exception.Message);
        }
    }
}
