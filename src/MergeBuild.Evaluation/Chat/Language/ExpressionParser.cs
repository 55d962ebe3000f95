using System.Collections.Immutable;
using System.Globalization;
using MergeBuild.Evaluation.Chat.Values;

namespace MergeBuild.Evaluation.Chat.Language;

/// <summary>
/// Expressions, with Jinja's precedence from the loosest: if-else, or, and, not, comparisons, + and -, ~, * and /, **, signs,
/// then members, calls, filters and tests.
/// </summary>
internal sealed class ExpressionParser(TokenReader reader)
{
    private static readonly string[] Comparisons = ["==", "!=", "<", "<=", ">", ">="];

    /// <summary>An expression with all that may be in it.</summary>
    public TemplateExpression Parse() => reader.Nested(Conditional);

    /// <summary>An expression without a condition after it, which a loop's own may follow.</summary>
    public TemplateExpression ParseUnconditional() => reader.Nested(Or);

    /// <summary>An expression, or several that make a tuple.</summary>
    public TemplateExpression ParseTuple(Func<TemplateExpression>? item = null)
    {
        item ??= Parse;
        var line = reader.Line;
        var first = item();
        if (!reader.Current.IsOperator(","))
        {
            return first;
        }

        var items = ImmutableArray.CreateBuilder<TemplateExpression>();
        items.Add(first);
        while (reader.TakeOperator(","))
        {
            if (IsEnd())
            {
                break;
            }

            items.Add(item());
        }

        return new ListExpression(line, items.ToImmutable(), IsTuple: true);
    }

    /// <summary>Filters after something that is not written, as in <c>{% filter upper %}</c>.</summary>
    public TemplateExpression ParseFilters(TemplateExpression input)
    {
        do
        {
            input = Filter(input);
        }
        while (reader.TakeOperator("|"));
        return input;
    }

    /// <summary>Arguments in parentheses; the first parenthesis has been taken.</summary>
    public ArgumentList ParseArguments()
    {
        var positional = ImmutableArray.CreateBuilder<TemplateExpression>();
        var named = ImmutableArray.CreateBuilder<(string, TemplateExpression)>();
        while (!reader.TakeOperator(")"))
        {
            if (reader.Current.IsOperator("*") || reader.Current.IsOperator("**"))
            {
                throw TemplateFault.NotSupported("arguments that are spread by *", "", reader.Line);
            }

            if (reader.Current.Kind == TemplateTokenKind.Name && reader.Ahead.IsOperator("="))
            {
                var name = reader.Take();
                reader.Take();
                if (named.Any(argument => argument.Item1 == name.Text))
                {
                    throw TemplateFault.Syntax(name.Line, $"the argument '{name.Text}' is given twice.");
                }

                named.Add((name.Text, Parse()));
            }
            else
            {
                positional.Add(named.Count == 0 ? Parse() : throw TemplateFault.Syntax(reader.Line, "an argument without a name follows one with a name."));
            }

            if (!reader.TakeOperator(",") && !reader.Current.IsOperator(")"))
            {
                throw TemplateFault.Syntax(reader.Line, $"{reader.Current} stands where ',' or ')' is expected.");
            }
        }

        return new ArgumentList(positional.ToImmutable(), named.ToImmutable());
    }

    private bool IsEnd() => reader.Current.Kind is TemplateTokenKind.BlockEnd or TemplateTokenKind.OutputEnd or TemplateTokenKind.End ||
        reader.Current is { Kind: TemplateTokenKind.Operator, Text: ")" or "=" };

    private TemplateExpression Conditional()
    {
        var result = Or();
        while (reader.Current.IsName("if"))
        {
            var line = reader.Take().Line;
            var condition = Or();
            result = new ConditionalExpression(line, condition, result, reader.TakeName("else") ? Parse() : null);
        }

        return result;
    }

    private TemplateExpression Or() => Left(And, "or", (line, left, right) => new LogicalExpression(line, false, left, right));

    private TemplateExpression And() => Left(Not, "and", (line, left, right) => new LogicalExpression(line, true, left, right));

    private TemplateExpression Left(Func<TemplateExpression> operand, string name, Func<int, TemplateExpression, TemplateExpression, TemplateExpression> make)
    {
        var left = operand();
        while (reader.Current.IsName(name))
        {
            var line = reader.Take().Line;
            left = make(line, left, operand());
        }

        return left;
    }

    private TemplateExpression Not()
    {
        if (!reader.Current.IsName("not"))
        {
            return Comparison();
        }

        var line = reader.Take().Line;
        return new NotExpression(line, reader.Nested(Not));
    }

    private TemplateExpression Comparison()
    {
        var line = reader.Line;
        var first = Sum();
        var rest = ImmutableArray.CreateBuilder<(string, TemplateExpression)>();
        while (ComparisonOperator() is { } operation)
        {
            rest.Add((operation, Sum()));
        }

        return rest.Count == 0 ? first : new ComparisonExpression(line, first, rest.ToImmutable());
    }

    private string? ComparisonOperator()
    {
        if (reader.Current.Kind == TemplateTokenKind.Operator && Comparisons.Contains(reader.Current.Text))
        {
            return reader.Take().Text;
        }

        if (reader.TakeName("in"))
        {
            return "in";
        }

        if (!reader.Current.IsName("not") || !reader.Ahead.IsName("in"))
        {
            return null;
        }

        reader.Take();
        reader.Take();
        return "not in";
    }

    private TemplateExpression Sum() => Binary(Join, "+", "-");

    private TemplateExpression Join() => Binary(Product, "~");

    private TemplateExpression Product() => Binary(Power, "*", "/", "//", "%");

    private TemplateExpression Power() => Binary(() => Signed(), "**");

    private TemplateExpression Binary(Func<TemplateExpression> operand, params string[] operators)
    {
        var left = operand();
        while (reader.Current.Kind == TemplateTokenKind.Operator && operators.Contains(reader.Current.Text))
        {
            var operation = reader.Take();
            left = new BinaryExpression(operation.Line, operation.Text, left, operand());
        }

        return left;
    }

    private TemplateExpression Signed(bool withFilters = true)
    {
        var line = reader.Line;
        var result = reader.Current is { Kind: TemplateTokenKind.Operator, Text: "-" or "+" }
            ? new SignExpression(line, reader.Take().Text, reader.Nested(() => Signed(withFilters: false)))
            : Postfix(Primary());
        return withFilters ? FiltersAndTests(result) : result;
    }

    private TemplateExpression FiltersAndTests(TemplateExpression result)
    {
        while (true)
        {
            if (reader.TakeOperator("|"))
            {
                result = Filter(result);
            }
            else if (reader.Current.IsName("is"))
            {
                result = Test(result);
            }
            else if (reader.Current is { Kind: TemplateTokenKind.Operator, Text: "(" or "." or "[" })
            {
                result = Postfix(result);
            }
            else
            {
                return result;
            }
        }
    }

    private FilterExpression Filter(TemplateExpression input)
    {
        var name = reader.Expect(TemplateTokenKind.Name, "the name of a filter");
        TemplateFilters.CheckName(name.Text, name.Line);
        return new FilterExpression(name.Line, input, name.Text, reader.TakeOperator("(") ? ParseArguments() : ArgumentList.None);
    }

    private TestExpression Test(TemplateExpression input)
    {
        var line = reader.Take().Line;
        var isNegated = reader.TakeName("not");
        var name = reader.Current is { Kind: TemplateTokenKind.Operator } symbol && Comparisons.Contains(symbol.Text)
            ? reader.Take()
            : reader.Expect(TemplateTokenKind.Name, "the name of a test");
        TemplateTests.CheckName(name.Text, name.Line);
        var arguments = ArgumentList.None;
        if (reader.TakeOperator("("))
        {
            arguments = ParseArguments();
        }
        else if (BeginsArgument(reader.Current))
        {
            arguments = new ArgumentList([Postfix(Primary())], []);
        }

        return new TestExpression(line, input, name.Text, arguments, isNegated);
    }

    // "x is divisibleby 3": one argument may stand without parentheses.
    private static bool BeginsArgument(TemplateToken token) => token.Kind switch
    {
        TemplateTokenKind.String or TemplateTokenKind.Integer or TemplateTokenKind.Float => true,
        TemplateTokenKind.Name => token.Text is not ("else" or "or" or "and" or "if" or "is" or "in" or "not"),
        TemplateTokenKind.Operator => token.Text is "[" or "{",
        _ => false,
    };

    private TemplateExpression Postfix(TemplateExpression target)
    {
        while (true)
        {
            var line = reader.Line;
            if (reader.TakeOperator("."))
            {
                target = reader.Current.Kind == TemplateTokenKind.Integer
                    ? new SubscriptExpression(line, target, new LiteralExpression(line, Integer(reader.Take())))
                    : new MemberExpression(line, target, reader.Expect(TemplateTokenKind.Name, "the name of a member").Text);
            }
            else if (reader.TakeOperator("["))
            {
                target = Subscript(target, line);
            }
            else if (reader.TakeOperator("("))
            {
                target = new CallExpression(line, target, ParseArguments());
            }
            else
            {
                return target;
            }
        }
    }

    private TemplateExpression Subscript(TemplateExpression target, int line)
    {
        var start = reader.Current.IsOperator(":") ? null : Parse();
        if (reader.TakeOperator("]"))
        {
            return new SubscriptExpression(line, target, start ?? throw TemplateFault.Syntax(line, "the brackets are empty."));
        }

        reader.Expect(":");
        var stop = reader.Current is { Kind: TemplateTokenKind.Operator, Text: ":" or "]" } ? null : Parse();
        var step = reader.TakeOperator(":") && !reader.Current.IsOperator("]") ? Parse() : null;
        reader.Expect("]");
        return new SliceExpression(line, target, start, stop, step);
    }

    private TemplateExpression Primary()
    {
        var token = reader.Take();
        switch (token.Kind)
        {
            case TemplateTokenKind.Name:
                return token.Text switch
                {
                    "true" or "True" => new LiteralExpression(token.Line, true),
                    "false" or "False" => new LiteralExpression(token.Line, false),
                    "none" or "None" => new LiteralExpression(token.Line, null),
                    _ => new NameExpression(token.Line, token.Text),
                };
            case TemplateTokenKind.String:
                var text = token.Text;
                while (reader.Current.Kind == TemplateTokenKind.String)
                {
                    text += reader.Take().Text;
                }

                return new LiteralExpression(token.Line, text);
            case TemplateTokenKind.Integer:
                return new LiteralExpression(token.Line, Integer(token));
            case TemplateTokenKind.Float:
                return new LiteralExpression(token.Line, double.Parse(token.Text, NumberStyles.Float, CultureInfo.InvariantCulture));
            case TemplateTokenKind.Operator when token.Text == "(":
                return Parenthesized(token.Line);
            case TemplateTokenKind.Operator when token.Text == "[":
                return new ListExpression(token.Line, Sequence("]", Parse));
            case TemplateTokenKind.Operator when token.Text == "{":
                return new DictionaryExpression(token.Line, Sequence("}", Member));
            default:
                throw TemplateFault.Syntax(token.Line, $"{token} stands where a value is expected.");
        }
    }

    private TemplateExpression Parenthesized(int line)
    {
        if (reader.TakeOperator(")"))
        {
            return new ListExpression(line, [], IsTuple: true);
        }

        var inner = ParseTuple();
        reader.Expect(")");
        return inner;
    }

    private (TemplateExpression Key, TemplateExpression Value) Member()
    {
        var key = Parse();
        reader.Expect(":");
        return (key, Parse());
    }

    private ImmutableArray<T> Sequence<T>(string close, Func<T> parse)
    {
        var items = ImmutableArray.CreateBuilder<T>();
        while (!reader.TakeOperator(close))
        {
            items.Add(parse());
            if (!reader.TakeOperator(",") && !reader.Current.IsOperator(close))
            {
                throw TemplateFault.Syntax(reader.Line, $"{reader.Current} stands where ',' or '{close}' is expected.");
            }
        }

        return items.ToImmutable();
    }

    private static long Integer(TemplateToken token) => long.TryParse(token.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw TemplateFault.Syntax(token.Line, $"the number {token.Text} is too large.");
}
