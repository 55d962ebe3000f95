using System.Text.RegularExpressions;
using MergeBuild.Evaluation.Suites;

namespace MergeBuild.Evaluation.Metrics;

/// <summary>How a suite's settings find the answer in an output and compare it.</summary>
internal sealed class AnswerComparison(SuiteSettings settings)
{
    private readonly Regex? _pattern =
        settings.AnswerPattern is { } pattern ? SafePattern.Compile("answerPattern", pattern) : null;

    /// <summary>Whether the answer is only a part of the output.</summary>
    public bool HasPattern => _pattern is not null;

    /// <summary>The part of an output that the pattern finds, or null when there is no pattern or no match.</summary>
    public string? Extract(string output)
    {
        var match = settings.LastMatch ? _pattern?.Matches(output).LastOrDefault() : _pattern?.Match(output);
        return match is not { Success: true } ? null
            : match.Groups.Cast<Group>().Skip(1).FirstOrDefault(group => group.Success)?.Value ?? match.Value;
    }

    /// <summary>Whether an output's answer and an accepted one are the same.</summary>
    public bool AreEqual(string answer, string accepted) => settings.Numeric
        ? FinalNumber.Of(answer) is { } found && found == FinalNumber.Of(accepted)
        : Normalize(answer) == Normalize(accepted);

    private string Normalize(string text)
    {
        text = settings.IgnoreCase ? text.ToLowerInvariant() : text;
        text = settings.IgnorePunctuation ? AnswerText.WithoutPunctuation(text) : text;
        text = settings.IgnoreArticles ? AnswerText.WithoutArticles(text) : text;
        return settings.IgnorePunctuation || settings.IgnoreArticles ? AnswerText.Words(text) : text.Trim();
    }
}
