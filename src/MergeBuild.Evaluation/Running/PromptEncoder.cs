using System.Text;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Chat;
using MergeBuild.Evaluation.Suites;
using MergeBuild.Evaluation.Tokenization;

namespace MergeBuild.Evaluation.Running;

/// <summary>Prompts in tokens: few-shot examples, the prompt itself, and the chat template where it is asked for.</summary>
internal sealed class PromptEncoder(EvaluationPlan plan, ITokenizer tokenizer, int contextLength, ChatTemplate? template, PrefixToken prefix)
{
    /// <summary>The tokens before an answer.</summary>
    public int[] Encode(SuiteExample example, string prompt)
    {
        var ids = plan.Settings.ChatTemplate
            ? tokenizer.Encode(Conversation(example, prompt), addSpecialTokens: false)
            : tokenizer.Encode(Text(example, prompt), plan.Settings.SpecialTokens);
        return ids.Length > 0 ? ids : [prefix.Id];
    }

    /// <summary>The tokens of an answer.</summary>
    /// <exception cref="MergeBuildException">MB4132: it has none.</exception>
    public int[] EncodeAnswer(SuiteExample example, string answer, string role)
    {
        var ids = tokenizer.Encode(answer, addSpecialTokens: false);
        return ids.Length > 0 ? ids : throw DiagnosticTable.ExampleWithoutTokens.ExceptionAt(
            new SourceLocation(plan.Suite.Path, example.Line), role, example.Id, plan.Suite.Path);
    }

    /// <summary>Refuses an example that the model was not made for.</summary>
    public void CheckLength(SuiteExample example, int length)
    {
        if (length > contextLength)
        {
            throw DiagnosticTable.ExampleTooLong.ExceptionAt(
                new SourceLocation(plan.Suite.Path, example.Line), example.Id, plan.Suite.Path, length, contextLength);
        }
    }

    /// <summary>How many tokens the model can still take.</summary>
    public int Room(int[] ids) => contextLength - ids.Length;

    private string Text(SuiteExample example, string prompt)
    {
        var text = new StringBuilder();
        foreach (var (shown, answer) in plan.FewShot.Before(example))
        {
            text.Append(shown).Append(answer).Append(plan.Settings.FewShotSeparator);
        }

        return text.Append(prompt).ToString();
    }

    private string Conversation(SuiteExample example, string prompt)
    {
        if (template is null)
        {
            throw DiagnosticTable.ChatTemplateMissing.Exception("The model", ", which the settings of the suite ask for");
        }

        var messages = new List<ChatMessage>();
        if (plan.Settings.SystemPrompt is { } system)
        {
            messages.Add(new ChatMessage("system", system));
        }

        foreach (var (shown, answer) in plan.FewShot.Before(example))
        {
            messages.Add(new ChatMessage("user", shown));
            messages.Add(new ChatMessage("assistant", answer));
        }

        messages.Add(new ChatMessage("user", prompt));
        return template.Render(messages, addGenerationPrompt: true);
    }
}
