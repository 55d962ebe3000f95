using System.Collections.Immutable;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Suites;

namespace MergeBuild.Evaluation.Running;

/// <summary>The answered examples that stand before prompts.</summary>
internal sealed class FewShotExamples
{
    private readonly ImmutableArray<SuiteExample> _candidates;
    private readonly bool _sameSuite;
    private readonly SuiteSettings _settings;

    private FewShotExamples(ImmutableArray<SuiteExample> candidates, bool sameSuite, SuiteSettings settings, string? fileIdentity)
    {
        _candidates = candidates;
        _sameSuite = sameSuite;
        _settings = settings;
        FileIdentity = fileIdentity;
    }

    /// <summary>Name and digest of the file that they come from; null for the suite itself.</summary>
    public string? FileIdentity { get; }

    public static FewShotExamples Of(EvaluationSuite suite, SuiteSettings settings)
    {
        if (settings.FewShot == 0)
        {
            return new FewShotExamples([], sameSuite: true, settings, null);
        }

        var source = settings.FewShotFile is { } path ? EvaluationSuite.Read(path) : suite;
        var sameSuite = source.Digest == suite.Digest;
        if (source.Kind != suite.Kind || source.Examples.Any(example => example is GenerationExample { Answers.IsEmpty: true }))
        {
            throw DiagnosticTable.FewShotUnsuitable.Exception(
                source.Path, suite.Path, source.Kind == suite.Kind ? "not all of them have answers" : $"they are of {source.Kind.Name()}, and the suite is of {suite.Kind.Name()}");
        }

        var available = source.Examples.Length - (sameSuite ? 1 : 0);
        return available < settings.FewShot
            ? throw DiagnosticTable.FewShotTooFew.Exception(settings.FewShot, source.Path, available)
            : new FewShotExamples(source.Examples, sameSuite, settings, settings.FewShotFile is null ? null : $"{Path.GetFileName(source.Path)}#{source.Digest}");
    }

    /// <summary>Prompts and answers before an example's prompt.</summary>
    public IEnumerable<(string Prompt, string Answer)> Before(SuiteExample example) =>
        SuiteChoice.Before(example, _candidates, _sameSuite, _settings).Select(shown => shown switch
        {
            GenerationExample generation => (generation.Prompt, generation.Answers[0]),
            MultipleChoiceExample choice => (choice.Prompt, choice.Choices[choice.Label]),
            _ => throw new InvalidOperationException($"A {shown.GetType().Name} has no answer."),
        });
}
