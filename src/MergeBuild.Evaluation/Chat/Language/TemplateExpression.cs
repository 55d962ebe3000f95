namespace MergeBuild.Evaluation.Chat.Language;

/// <summary>A part of a template that has a value.</summary>
/// <param name="Line">Its one-based line.</param>
internal abstract record TemplateExpression(int Line)
{
    /// <summary>The value in a rendering; costs a step.</summary>
    public object? Evaluate(TemplateContext context)
    {
        context.Step();
        context.Line = Line;
        return Value(context);
    }

    protected abstract object? Value(TemplateContext context);
}
