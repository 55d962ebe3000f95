using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Chat.Language;
using MergeBuild.Evaluation.Chat.Values;

namespace MergeBuild.Evaluation.Chat;

/// <summary>
/// A model's chat template: Jinja that turns a conversation into a prompt, rendered as transformers does. What is supported
/// is listed in <c>docs/chat-templates.md</c>; all else is an error, as is a template that takes too many steps.
/// </summary>
public sealed class ChatTemplate
{
    /// <summary>
    /// What <c>strftime_now</c> gives unless a caller says otherwise: prompts of an evaluation must not change from day to
    /// day. It is the date that Llama 3.1's template falls back to.
    /// </summary>
    public static DateTime EvaluationTime { get; } = new(2024, 7, 26, 0, 0, 0, DateTimeKind.Unspecified);

    private readonly TemplateBody _body;
    private readonly string _path;
    private readonly ImmutableDictionary<string, string> _tokens;

    private ChatTemplate(TemplateBody body, string path, ImmutableDictionary<string, string> tokens)
    {
        _body = body;
        _path = path;
        _tokens = tokens;
    }

    /// <summary>Parses a template.</summary>
    /// <param name="source">The template.</param>
    /// <param name="path">The file that it came from, for messages.</param>
    /// <param name="tokens">Special tokens by the names that templates use, such as <c>bos_token</c>.</param>
    /// <exception cref="MergeBuildException">MB4170, MB4173 or MB4174, at the line: it is not valid, too large, or not supported.</exception>
    public static ChatTemplate Parse(string source, string path, ImmutableDictionary<string, string>? tokens = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (source.Length > TemplateLimits.SourceLength)
        {
            throw DiagnosticTable.ChatTemplateLimit.ExceptionAt(new SourceLocation(path), $"{TemplateLimits.SourceLength} characters");
        }

        try
        {
            return new ChatTemplate(TemplateParser.Parse(source), path, tokens ?? ImmutableDictionary<string, string>.Empty);
        }
        catch (TemplateFault fault)
        {
            throw fault.At(new SourceLocation(path, fault.Line ?? 0));
        }
    }

    /// <summary>Reads the template of a model directory.</summary>
    /// <param name="directory">The model.</param>
    /// <param name="name">Which of several named templates; <c>default</c> unless set.</param>
    /// <param name="files">Where files are read.</param>
    /// <exception cref="MergeBuildException">MB4175: there is none of that name. MB4176 and MB417x: it is not valid.</exception>
    public static ChatTemplate Load(string directory, string name = ChatTemplateFiles.DefaultName, IFileSystem? files = null) =>
        TryLoad(directory, name, files) ?? throw DiagnosticTable.ChatTemplateMissing.Exception(directory, name == ChatTemplateFiles.DefaultName ? "" : $" of the name '{name}'");

    /// <summary>Reads the template of a model directory; null when it has none of that name.</summary>
    public static ChatTemplate? TryLoad(string directory, string name = ChatTemplateFiles.DefaultName, IFileSystem? files = null)
    {
        var found = new ChatTemplateFiles(directory, files ?? PhysicalFileSystem.Instance);
        return found.Find(name) is { } template ? Parse(template.Source, template.Path, found.SpecialTokens()) : null;
    }

    /// <summary>Renders a conversation.</summary>
    /// <param name="messages">The turns.</param>
    /// <param name="addGenerationPrompt">Whether the beginning of the assistant's next turn is added.</param>
    /// <param name="now">The time of <c>strftime_now</c>; <see cref="EvaluationTime"/> unless set.</param>
    /// <exception cref="MergeBuildException">MB4171 to MB4174, at the line: the template fails, refuses the conversation, or takes too much.</exception>
    public string Render(IReadOnlyList<ChatMessage> messages, bool addGenerationPrompt, DateTime? now = null)
    {
        ArgumentNullException.ThrowIfNull(messages);
        return Render(
            new JsonObject
            {
                ["messages"] = new JsonArray([.. messages.Select(message => new JsonObject { ["role"] = message.Role, ["content"] = message.Content })]),
                ["tools"] = null,
                ["documents"] = null,
                ["add_generation_prompt"] = addGenerationPrompt,
            },
            now);
    }

    /// <summary>Renders with variables of the caller's own, which win over special tokens.</summary>
    public string Render(JsonObject variables, DateTime? now = null)
    {
        ArgumentNullException.ThrowIfNull(variables);
        var scope = new TemplateScope(null);
        TemplateFunctions.Define(scope, now ?? EvaluationTime);
        foreach (var (name, token) in _tokens)
        {
            scope.Set(name, token);
        }

        foreach (var (name, value) in variables)
        {
            scope.Set(name, TemplateJson.Read(value));
        }

        var context = TemplateContext.Begin(new TemplateScope(scope));
        try
        {
            _body.Execute(context);
            return context.Output.ToString();
        }
        catch (TemplateFault fault)
        {
            throw fault.At(new SourceLocation(_path, fault.Line ?? context.Line));
        }
    }
}
