using System.Collections.Immutable;
using MergeBuild.Evaluation.Chat.Values;

namespace MergeBuild.Evaluation.Chat.Language;

/// <summary>How a statement of a loop's body ends.</summary>
internal enum TemplateFlow
{
    /// <summary>The next statement follows.</summary>
    Next,

    /// <summary>The loop ends.</summary>
    Break,

    /// <summary>The loop's next item follows.</summary>
    Continue,
}

/// <summary>A part of a template that writes or sets something.</summary>
/// <param name="Line">Its one-based line.</param>
internal abstract record TemplateStatement(int Line)
{
    /// <summary>Runs the statement; costs a step.</summary>
    public TemplateFlow Execute(TemplateContext context)
    {
        context.Step();
        context.Line = Line;
        return Run(context);
    }

    protected abstract TemplateFlow Run(TemplateContext context);
}

/// <summary>Statements one after the other.</summary>
internal sealed record TemplateBody(ImmutableArray<TemplateStatement> Statements)
{
    public TemplateFlow Execute(TemplateContext context)
    {
        foreach (var statement in Statements)
        {
            if (statement.Execute(context) is not TemplateFlow.Next and var flow)
            {
                return flow;
            }
        }

        return TemplateFlow.Next;
    }

    /// <summary>What the statements write.</summary>
    public string Text(TemplateContext capture)
    {
        Execute(capture);
        return capture.Made(capture.Output.ToString());
    }
}

/// <summary>Text outside of tags.</summary>
internal sealed record TextStatement(int Line, string Text) : TemplateStatement(Line)
{
    protected override TemplateFlow Run(TemplateContext context)
    {
        context.Write(Text);
        return TemplateFlow.Next;
    }
}

/// <summary><c>{{ value }}</c>.</summary>
internal sealed record OutputStatement(int Line, TemplateExpression Value) : TemplateStatement(Line)
{
    protected override TemplateFlow Run(TemplateContext context)
    {
        context.Write(context.Made(TemplateText.Of(Value.Evaluate(context))));
        return TemplateFlow.Next;
    }
}

/// <summary><c>{% break %}</c> and <c>{% continue %}</c>.</summary>
internal sealed record JumpStatement(int Line, TemplateFlow Flow) : TemplateStatement(Line)
{
    protected override TemplateFlow Run(TemplateContext context) => Flow;
}

/// <summary><c>{% if %}</c> with its branches; the last may have no condition. It has no names of its own.</summary>
internal sealed record IfStatement(int Line, ImmutableArray<(TemplateExpression? Condition, TemplateBody Body)> Branches) : TemplateStatement(Line)
{
    protected override TemplateFlow Run(TemplateContext context)
    {
        foreach (var (condition, body) in Branches)
        {
            if (condition is null || TemplateText.IsTrue(condition.Evaluate(context)))
            {
                return body.Execute(context);
            }
        }

        return TemplateFlow.Next;
    }
}

/// <summary><c>{% set %}</c> of one or several names, of a namespace's member, or of what a block writes.</summary>
internal sealed record SetStatement(int Line, AssignmentTarget Target, TemplateExpression Value) : TemplateStatement(Line)
{
    protected override TemplateFlow Run(TemplateContext context)
    {
        Target.Assign(context, Value.Evaluate(context));
        return TemplateFlow.Next;
    }
}

/// <summary>What a block writes, as a value.</summary>
internal sealed record CapturedExpression(int Line, TemplateBody Body) : TemplateExpression(Line)
{
    protected override object? Value(TemplateContext context) => Body.Text(context.Capture());
}

/// <summary>Statements with names of their own: <c>{% with %}</c>, <c>{% generation %}</c>.</summary>
internal sealed record ScopeStatement(int Line, ImmutableArray<(AssignmentTarget Target, TemplateExpression Value)> Names, TemplateBody Body) : TemplateStatement(Line)
{
    protected override TemplateFlow Run(TemplateContext context)
    {
        var inner = context.Inner();
        foreach (var (target, value) in Names)
        {
            target.Assign(inner, value.Evaluate(context));
        }

        return Body.Execute(inner);
    }
}
