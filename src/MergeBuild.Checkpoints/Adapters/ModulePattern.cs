using System.Text.RegularExpressions;

namespace MergeBuild.Checkpoints.Adapters;

/// <summary>Makes the expressions of <see cref="ModulePatterns{T}"/>.</summary>
internal static class ModulePattern
{
    private const int MaximumLength = 1000;

    // A stranger wrote the pattern: without backtracking, no pattern takes more than linear time.
    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    /// <summary>Compiles a pattern as PEFT does, or says why it cannot.</summary>
    public static Regex? Compile(string pattern, out string? reason)
    {
        reason = pattern.Length > MaximumLength ? $"it has {pattern.Length} characters." : null;
        if (reason is not null)
        {
            return null;
        }

        try
        {
            return new Regex($@"^(.*\.)?({pattern})\z", Options);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            reason = exception.Message;
            return null;
        }
    }
}
