using MergeBuild.Diagnostics;

namespace MergeBuild.Evaluation.Suites;

/// <summary>Settings that would have no effect are errors, not silence.</summary>
internal static class SettingsCheck
{
    /// <summary>The settings as they are applied to a suite: nothing is left to be inferred.</summary>
    /// <exception cref="MergeBuildException">MB4120 or MB4122: a setting has no effect, or contradicts another.</exception>
    public static SuiteSettings Resolve(EvaluationSuite suite, SuiteSettings settings)
    {
        var standard = SuiteSettings.Default;
        Only(suite, SuiteKind.Generation, "stop", settings.Stop is not null);
        Only(suite, SuiteKind.Generation, "maximumTokens", settings.MaximumTokens != standard.MaximumTokens);
        Only(suite, SuiteKind.Generation, "answerPattern", settings.AnswerPattern is not null);
        Only(suite, SuiteKind.Generation, "lastMatch", settings.LastMatch);
        Only(suite, SuiteKind.Generation, "numeric", settings.Numeric);
        Only(suite, SuiteKind.Generation, "ignoreCase", settings.IgnoreCase);
        Only(suite, SuiteKind.Generation, "ignorePunctuation", settings.IgnorePunctuation);
        Only(suite, SuiteKind.Generation, "ignoreArticles", settings.IgnoreArticles);
        Only(suite, SuiteKind.Generation, "refusalPatterns", !settings.RefusalPatterns.IsEmpty);
        Only(suite, SuiteKind.Perplexity, "windowLength", settings.WindowLength is not null);
        Only(suite, SuiteKind.Perplexity, "stride", settings.Stride is not null);
        var prompts = suite.Kind is SuiteKind.Generation or SuiteKind.MultipleChoice;
        Only(suite, prompts, "fewShot", settings.FewShot > 0);
        Only(suite, prompts, "chatTemplate", settings.ChatTemplate);
        Only(suite, suite.Kind != SuiteKind.Classification, "prefixToken", settings.PrefixToken is not null);
        Needs("systemPrompt", settings.SystemPrompt is not null, "chatTemplate", settings.ChatTemplate);
        Needs("fewShotFile", settings.FewShotFile is not null, "fewShot", settings.FewShot > 0);
        Needs("lastMatch", settings.LastMatch, "answerPattern", settings.AnswerPattern is not null);
        Needs("sampleSeed", settings.SampleSeed is not null, "limit", settings.Limit is not null);
        return suite.Kind == SuiteKind.Generation && settings.Stop is null
            ? settings with { Stop = EndWithLineFeed(suite) ? ["\n"] : [] }
            : settings;
    }

    private static bool EndWithLineFeed(EvaluationSuite suite) => suite.Examples.Cast<GenerationExample>()
        .All(example => !example.Answers.IsEmpty && example.Answers.All(answer => answer.EndsWith('\n')));

    private static void Only(EvaluationSuite suite, SuiteKind kind, string setting, bool isSet) => Only(suite, suite.Kind == kind, setting, isSet);

    private static void Only(EvaluationSuite suite, bool applies, string setting, bool isSet)
    {
        if (isSet && !applies)
        {
            throw DiagnosticTable.SettingNotForKind.Exception(setting, suite.Path, suite.Kind.Name());
        }
    }

    private static void Needs(string setting, bool isSet, string other, bool otherIsSet)
    {
        if (isSet && !otherIsSet)
        {
            throw DiagnosticTable.SettingInvalid.Exception(setting, $"left out unless {other} is set", "set alone");
        }
    }
}
