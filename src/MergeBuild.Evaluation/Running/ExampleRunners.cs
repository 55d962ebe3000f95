using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Models;
using MergeBuild.Evaluation.Suites;

namespace MergeBuild.Evaluation.Running;

/// <summary>The runner of each kind of suite.</summary>
internal static class ExampleRunners
{
    public static IExampleRunner For(LoadedModel model, EvaluationPlan plan, int batchSize)
    {
        if (plan.Suite.Kind == SuiteKind.Classification)
        {
            return new ClassificationRunner(plan, model.Tokenizer, model.Classifier ?? throw Unsuitable(plan, "classifier", "language model"));
        }

        var language = model.LanguageModel ?? throw Unsuitable(plan, "language model", "classifier");
        var scorer = new SequenceScorer(language, batchSize);
        var prefix = new PrefixToken(plan, model.Tokenizer, language);
        return plan.Suite.Kind switch
        {
            SuiteKind.Perplexity => new PerplexityRunner(plan, model.Tokenizer, language, scorer, prefix),
            SuiteKind.MultipleChoice => new MultipleChoiceRunner(plan, Prompts(model, plan, language, prefix), scorer),
            _ => new GenerationRunner(plan, Prompts(model, plan, language, prefix), model.Tokenizer, language, scorer),
        };
    }

    private static PromptEncoder Prompts(LoadedModel model, EvaluationPlan plan, ICausalLanguageModel language, PrefixToken prefix) =>
        new(plan, model.Tokenizer, language.ContextLength, model.ChatTemplate, prefix);

    private static MergeBuildException Unsuitable(EvaluationPlan plan, string needed, string found) =>
        DiagnosticTable.ModelNotForSuite.Exception(plan.Suite.Path, plan.Suite.Kind.Name(), needed, found);
}
