using System.Collections.Immutable;
using MergeBuild.Evaluation.Chat.Values;

namespace MergeBuild.Evaluation.Chat.Language;

// Expressions that reach into values or call them.

/// <summary><c>value.name</c>: a method before a key, as in Jinja.</summary>
internal sealed record MemberExpression(int Line, TemplateExpression Target, string Name) : TemplateExpression(Line)
{
    protected override object? Value(TemplateContext context) => TemplateMembers.Member(Target.Evaluate(context), Name);
}

/// <summary><c>value[key]</c>: a key before a method, as in Jinja.</summary>
internal sealed record SubscriptExpression(int Line, TemplateExpression Target, TemplateExpression Key) : TemplateExpression(Line)
{
    protected override object? Value(TemplateContext context) => TemplateMembers.Item(context, Target.Evaluate(context), Key.Evaluate(context));
}

/// <summary><c>value[start:stop:step]</c>.</summary>
internal sealed record SliceExpression(
    int Line, TemplateExpression Target, TemplateExpression? Start, TemplateExpression? Stop, TemplateExpression? Step) : TemplateExpression(Line)
{
    protected override object? Value(TemplateContext context) => TemplateSlice.Of(
        context, Target.Evaluate(context), Start?.Evaluate(context), Stop?.Evaluate(context), Step?.Evaluate(context));
}

/// <summary>Arguments as they are written.</summary>
internal sealed record ArgumentList(ImmutableArray<TemplateExpression> Positional, ImmutableArray<(string Name, TemplateExpression Value)> Named)
{
    public static ArgumentList None { get; } = new([], []);

    public TemplateArguments Evaluate(TemplateContext context, string name) => new(
        context,
        name,
        [.. Positional.Select(argument => argument.Evaluate(context))],
        Named.ToDictionary(argument => argument.Name, argument => argument.Value.Evaluate(context), StringComparer.Ordinal));
}

/// <summary><c>value(arguments)</c>.</summary>
internal sealed record CallExpression(int Line, TemplateExpression Target, ArgumentList Arguments) : TemplateExpression(Line)
{
    protected override object? Value(TemplateContext context)
    {
        var target = Target.Evaluate(context);
        if ((target is TemplateLoop loop ? loop.Recurse : target) is not TemplateFunction function)
        {
            throw TemplateFault.Value($"{TemplateText.KindOf(target)} cannot be called.");
        }

        var arguments = Arguments.Evaluate(context, function.Name);
        context.Line = Line;
        return function.Call(arguments);
    }
}

/// <summary><c>value | filter(arguments)</c>.</summary>
internal sealed record FilterExpression(int Line, TemplateExpression Input, string Name, ArgumentList Arguments) : TemplateExpression(Line)
{
    protected override object? Value(TemplateContext context)
    {
        var input = Input.Evaluate(context);
        var arguments = Arguments.Evaluate(context, Name);
        context.Line = Line;
        return TemplateFilters.Apply(Name, input, arguments);
    }
}

/// <summary><c>value is test(arguments)</c>.</summary>
internal sealed record TestExpression(int Line, TemplateExpression Input, string Name, ArgumentList Arguments, bool IsNegated) : TemplateExpression(Line)
{
    protected override object? Value(TemplateContext context)
    {
        var input = Input.Evaluate(context);
        var arguments = Arguments.Evaluate(context, Name);
        context.Line = Line;
        return TemplateTests.Holds(Name, input, arguments) != IsNegated;
    }
}
