using System.Collections.Immutable;
using MergeBuild.Evaluation.Chat.Values;

namespace MergeBuild.Evaluation.Chat.Language;

// Expressions of operators and literals, each as short as its definition.

/// <summary>A value that is written out.</summary>
internal sealed record LiteralExpression(int Line, object? Literal) : TemplateExpression(Line)
{
    protected override object? Value(TemplateContext context) => Literal;
}

/// <summary>A name.</summary>
internal sealed record NameExpression(int Line, string Name) : TemplateExpression(Line)
{
    protected override object? Value(TemplateContext context) => context.Scope.Find(Name);
}

/// <summary>A list, or a tuple.</summary>
internal sealed record ListExpression(int Line, ImmutableArray<TemplateExpression> Items, bool IsTuple = false) : TemplateExpression(Line)
{
    protected override object? Value(TemplateContext context)
    {
        var items = Items.Select(item => item.Evaluate(context));
        return IsTuple ? new TemplateTuple(items) : items.ToList();
    }
}

/// <summary>A dictionary.</summary>
internal sealed record DictionaryExpression(int Line, ImmutableArray<(TemplateExpression Key, TemplateExpression Value)> Members) : TemplateExpression(Line)
{
    protected override object? Value(TemplateContext context)
    {
        var dictionary = new TemplateDictionary();
        foreach (var (key, value) in Members)
        {
            dictionary[key.Evaluate(context)] = value.Evaluate(context);
        }

        return dictionary;
    }
}

/// <summary><c>not</c>.</summary>
internal sealed record NotExpression(int Line, TemplateExpression Operand) : TemplateExpression(Line)
{
    protected override object? Value(TemplateContext context) => !TemplateText.IsTrue(Operand.Evaluate(context));
}

/// <summary>A sign before a number.</summary>
internal sealed record SignExpression(int Line, string Sign, TemplateExpression Operand) : TemplateExpression(Line)
{
    protected override object? Value(TemplateContext context) => TemplateOperators.Arithmetic(Sign, 0L, Operand.Evaluate(context));
}

/// <summary><c>and</c>, <c>or</c>: the operand that decides, as in Python.</summary>
internal sealed record LogicalExpression(int Line, bool IsAnd, TemplateExpression Left, TemplateExpression Right) : TemplateExpression(Line)
{
    protected override object? Value(TemplateContext context)
    {
        var left = Left.Evaluate(context);
        return TemplateText.IsTrue(left) == IsAnd ? Right.Evaluate(context) : left;
    }
}

/// <summary>Arithmetic and the joining of texts.</summary>
internal sealed record BinaryExpression(int Line, string Operator, TemplateExpression Left, TemplateExpression Right) : TemplateExpression(Line)
{
    protected override object? Value(TemplateContext context)
    {
        var (left, right) = (Left.Evaluate(context), Right.Evaluate(context));
        return Operator switch
        {
            "~" => context.Made(TemplateText.Of(left), TemplateText.Of(right)),
            "+" => TemplateOperators.Add(context, left, right),
            "*" => TemplateOperators.Multiply(context, left, right),
            "%" when left is string => throw TemplateFault.NotSupported("the operator % on a text", "; use ~ to join texts"),
            _ => TemplateOperators.Arithmetic(Operator, left, right),
        };
    }
}

/// <summary>One or more comparisons, each of neighbours: <c>1 &lt; x &lt;= 3</c>.</summary>
internal sealed record ComparisonExpression(
    int Line, TemplateExpression First, ImmutableArray<(string Operator, TemplateExpression Operand)> Rest) : TemplateExpression(Line)
{
    protected override object? Value(TemplateContext context)
    {
        var left = First.Evaluate(context);
        foreach (var (operation, operand) in Rest)
        {
            var right = operand.Evaluate(context);
            if (!Holds(operation, left, right))
            {
                return false;
            }

            left = right;
        }

        return true;
    }

    private static bool Holds(string operation, object? left, object? right) => operation switch
    {
        "==" => TemplateOperators.AreEqual(left, right),
        "!=" => !TemplateOperators.AreEqual(left, right),
        "in" => TemplateOperators.Contains(right, left),
        "not in" => !TemplateOperators.Contains(right, left),
        "<" => TemplateOperators.Compare(left, right) < 0,
        "<=" => TemplateOperators.Compare(left, right) <= 0,
        ">" => TemplateOperators.Compare(left, right) > 0,
        _ => TemplateOperators.Compare(left, right) >= 0,
    };
}

/// <summary><c>a if condition else b</c>; without <c>else</c>, nothing.</summary>
internal sealed record ConditionalExpression(
    int Line, TemplateExpression Condition, TemplateExpression Then, TemplateExpression? Otherwise) : TemplateExpression(Line)
{
    protected override object? Value(TemplateContext context) => TemplateText.IsTrue(Condition.Evaluate(context))
        ? Then.Evaluate(context)
        : Otherwise is null ? new Undefined("an if without else") : Otherwise.Evaluate(context);
}
