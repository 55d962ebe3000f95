using MergeBuild.Diagnostics;

namespace MergeBuild.Evaluation.Chat.Language;

/// <summary>One rendering: the names in sight, the output, and what is left of the limits.</summary>
internal sealed class TemplateContext
{
    private const int CharactersPerStep = 8;
    private readonly TemplateBudget _budget;

    private TemplateContext(TemplateScope scope, TemplateOutput output, TemplateBudget budget)
    {
        Scope = scope;
        Output = output;
        _budget = budget;
    }

    public TemplateScope Scope { get; }

    public TemplateOutput Output { get; }

    /// <summary>The line that is being rendered.</summary>
    public int Line
    {
        get => _budget.Line;
        set => _budget.Line = value;
    }

    public static TemplateContext Begin(TemplateScope variables) => new(variables, new TemplateOutput(), new TemplateBudget());

    /// <summary>The same rendering with names of its own.</summary>
    public TemplateContext Inner() => new(new TemplateScope(Scope), Output, _budget);

    /// <summary>The same rendering with names and an output of its own.</summary>
    public TemplateContext Capture(TemplateScope? scope = null) => new(new TemplateScope(scope ?? Scope), new TemplateOutput(), _budget);

    /// <summary>Takes steps from those that are left.</summary>
    public void Step(long count = 1) => _budget.Take(count);

    /// <summary>Writes to the output.</summary>
    public void Write(string text)
    {
        CheckLength((decimal)Output.Length + text.Length);
        Output.Append(text);
    }

    /// <summary>Calls a macro, unless too many call one another.</summary>
    public T Call<T>(Func<T> call)
    {
        _budget.Calls++;
        try
        {
            return _budget.Calls <= TemplateLimits.Calls ? call() : throw TooMuch($"{TemplateLimits.Calls} macros that call one another");
        }
        finally
        {
            _budget.Calls--;
        }
    }

    /// <summary>A text that was made; it costs steps by its length.</summary>
    public string Made(string text)
    {
        CheckLength(text.Length);
        Step(text.Length / CharactersPerStep);
        return text;
    }

    /// <summary>Two texts joined.</summary>
    public string Made(string first, string second)
    {
        CheckLength((decimal)first.Length + second.Length);
        return Made(first + second);
    }

    /// <summary>A list that was made; it costs steps by its length.</summary>
    public List<object?> Made(List<object?> items)
    {
        CheckItems(items.Count);
        Step(items.Count);
        return items;
    }

    /// <summary>Refuses a length of text before it is made.</summary>
    public static void CheckLength(decimal length)
    {
        if (length > TemplateLimits.TextLength)
        {
            throw TooMuch($"{TemplateLimits.TextLength} characters of text");
        }
    }

    /// <summary>Refuses a number of items before they are made.</summary>
    public static void CheckItems(decimal count)
    {
        if (count > TemplateLimits.Items)
        {
            throw TooMuch($"{TemplateLimits.Items} items of a list");
        }
    }

    /// <summary>The fault of a template that takes more than it may.</summary>
    public static TemplateFault TooMuch(string limit) => new(DiagnosticTable.ChatTemplateLimit, null, limit);
}
