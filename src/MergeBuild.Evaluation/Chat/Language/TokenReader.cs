namespace MergeBuild.Evaluation.Chat.Language;

/// <summary>A position in the tokens of a template.</summary>
internal sealed class TokenReader(List<TemplateToken> tokens)
{
    private int _position;
    private int _nesting;

    public TemplateToken Current => tokens[_position];

    public TemplateToken Ahead => tokens[Math.Min(_position + 1, tokens.Count - 1)];

    public int Line => Current.Line;

    public TemplateToken Take() => tokens[_position < tokens.Count - 1 ? _position++ : _position];

    public bool TakeOperator(string text) => TakeIf(Current.IsOperator(text));

    public bool TakeName(string text) => TakeIf(Current.IsName(text));

    public void Expect(string text)
    {
        if (!TakeOperator(text))
        {
            throw TemplateFault.Syntax(Line, $"{Current} stands where '{text}' is expected.");
        }
    }

    public void ExpectName(string text)
    {
        if (!TakeName(text))
        {
            throw TemplateFault.Syntax(Line, $"{Current} stands where '{text}' is expected.");
        }
    }

    public TemplateToken Expect(TemplateTokenKind kind, string what) => Current.Kind == kind
        ? Take()
        : throw TemplateFault.Syntax(Line, $"{Current} stands where {what} is expected.");

    /// <summary>Parses something that may nest in itself.</summary>
    public T Nested<T>(Func<T> parse)
    {
        if (++_nesting > TemplateLimits.Nesting)
        {
            throw new TemplateFault(Diagnostics.DiagnosticTable.ChatTemplateLimit, Line, $"{TemplateLimits.Nesting} levels of nesting");
        }

        var result = parse();
        _nesting--;
        return result;
    }

    private bool TakeIf(bool condition)
    {
        if (condition)
        {
            Take();
        }

        return condition;
    }
}
