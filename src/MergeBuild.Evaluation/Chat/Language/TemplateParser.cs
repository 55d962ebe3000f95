using System.Collections.Immutable;

namespace MergeBuild.Evaluation.Chat.Language;

/// <summary>Statements of a template. https://jinja.palletsprojects.com/en/stable/templates/</summary>
internal sealed class TemplateParser
{
    private readonly TokenReader _reader;
    private readonly ExpressionParser _expressions;
    private int _loops;

    private TemplateParser(string source)
    {
        _reader = new TokenReader(TemplateLexer.Tokenize(source));
        _expressions = new ExpressionParser(_reader);
    }

    /// <summary>Parses a template.</summary>
    /// <exception cref="TemplateFault">It is not valid, or uses what is not supported.</exception>
    public static TemplateBody Parse(string source)
    {
        var parser = new TemplateParser(source);
        var body = parser.Body();
        return parser._reader.Current.Kind == TemplateTokenKind.End ? body
            : throw TemplateFault.Syntax(parser._reader.Line, $"{parser._reader.Ahead} ends nothing here.");
    }

    // Up to a block with one of the names, whose beginning and name are left to the caller.
    private TemplateBody Body(params string[] ends)
    {
        var statements = ImmutableArray.CreateBuilder<TemplateStatement>();
        while (_reader.Current.Kind != TemplateTokenKind.End)
        {
            var token = _reader.Current;
            if (token.Kind == TemplateTokenKind.BlockBegin && (ends.Contains(_reader.Ahead.Text) || _reader.Ahead.Text.StartsWith("end", StringComparison.Ordinal)))
            {
                break;
            }

            _reader.Take();
            statements.Add(token.Kind switch
            {
                TemplateTokenKind.Text => new TextStatement(token.Line, token.Text),
                TemplateTokenKind.OutputBegin => Output(token.Line),
                _ => _reader.Nested(() => Block(_reader.Expect(TemplateTokenKind.Name, "the name of a block"))),
            });
        }

        return new TemplateBody(statements.ToImmutable());
    }

    private OutputStatement Output(int line)
    {
        var value = _expressions.ParseTuple();
        _reader.Expect(TemplateTokenKind.OutputEnd, "'}}'");
        return new OutputStatement(line, value);
    }

    private TemplateStatement Block(TemplateToken name) => name.Text switch
    {
        "if" => If(name.Line),
        "for" => For(name.Line),
        "set" => Set(name.Line),
        "macro" => Macro(name.Line),
        "call" => Call(name.Line),
        "filter" => Filter(name.Line),
        "with" => With(name.Line),
        "generation" => Scope(name.Line, [], "endgeneration"),
        "break" => Jump(name, TemplateFlow.Break),
        "continue" => Jump(name, TemplateFlow.Continue),
        "elif" or "else" => throw TemplateFault.Syntax(name.Line, $"'{name.Text}' belongs to nothing here."),
        _ => throw TemplateFault.NotSupported($"the block '{name.Text}'", "; blocks are if, for, set, macro, call, filter, with, raw, generation, break and continue", name.Line),
    };

    private IfStatement If(int line)
    {
        var branches = ImmutableArray.CreateBuilder<(TemplateExpression?, TemplateBody)>();
        var condition = (TemplateExpression?)_expressions.ParseTuple();
        while (true)
        {
            EndBlock();
            branches.Add((condition, Body("elif", "else")));
            _reader.Expect(TemplateTokenKind.BlockBegin, $"the end of the 'if' of line {line}");
            if (_reader.TakeName("elif"))
            {
                condition = _expressions.ParseTuple();
            }
            else if (condition is not null && _reader.TakeName("else"))
            {
                condition = null;
            }
            else
            {
                End("endif");
                return new IfStatement(line, branches.ToImmutable());
            }
        }
    }

    private ForStatement For(int line)
    {
        var target = Names();
        _reader.ExpectName("in");
        var items = _expressions.ParseTuple(_expressions.ParseUnconditional);
        var condition = _reader.TakeName("if") ? _expressions.Parse() : null;
        var isRecursive = _reader.TakeName("recursive");
        EndBlock();
        _loops++;
        var body = Body("else");
        _loops--;
        _reader.Expect(TemplateTokenKind.BlockBegin, $"the end of the 'for' of line {line}");
        TemplateBody? otherwise = null;
        if (_reader.TakeName("else"))
        {
            EndBlock();
            otherwise = Body();
            _reader.Expect(TemplateTokenKind.BlockBegin, $"the end of the 'for' of line {line}");
        }

        End("endfor");
        return new ForStatement(line, target, items, condition, body, otherwise, isRecursive);
    }

    private SetStatement Set(int line)
    {
        var target = Names(mayBeMember: true);
        if (_reader.TakeOperator("="))
        {
            var value = _expressions.ParseTuple();
            EndBlock();
            return new SetStatement(line, target, value);
        }

        // What the block writes, through the filters that follow the name.
        var filters = _reader.TakeOperator("|") ? _expressions.ParseFilters(new NameExpression(line, "caller")) : null;
        EndBlock();
        var captured = new CapturedExpression(line, Body());
        CloseBlock("endset", "set", line);
        return new SetStatement(line, target, filters is null ? captured : Replace(filters, captured));
    }

    private MacroStatement Macro(int line)
    {
        var name = _reader.Expect(TemplateTokenKind.Name, "the name of a macro").Text;
        _reader.Expect("(");
        return MacroBody(line, name, Parameters(), "endmacro", "macro");
    }

    private CallStatement Call(int line)
    {
        var parameters = _reader.TakeOperator("(") ? Parameters() : [];
        var call = _expressions.Parse() as CallExpression ?? throw TemplateFault.Syntax(line, "a call block calls a macro.");
        return new CallStatement(line, MacroBody(line, "caller", parameters, "endcall", "call"), call);
    }

    private MacroStatement MacroBody(int line, string name, ImmutableArray<MacroParameter> parameters, string end, string block)
    {
        EndBlock();
        var loops = _loops;
        _loops = 0;
        var body = Body();
        _loops = loops;
        CloseBlock(end, block, line);
        return new MacroStatement(line, name, parameters, body);
    }

    private ImmutableArray<MacroParameter> Parameters()
    {
        var parameters = ImmutableArray.CreateBuilder<MacroParameter>();
        while (!_reader.TakeOperator(")"))
        {
            var name = _reader.Expect(TemplateTokenKind.Name, "the name of a parameter").Text;
            parameters.Add(new MacroParameter(name, _reader.TakeOperator("=") ? _expressions.Parse() : null));
            if (!_reader.TakeOperator(",") && !_reader.Current.IsOperator(")"))
            {
                throw TemplateFault.Syntax(_reader.Line, $"{_reader.Current} stands where ',' or ')' is expected.");
            }
        }

        return parameters.ToImmutable();
    }

    private OutputStatement Filter(int line)
    {
        var filters = _expressions.ParseFilters(new NameExpression(line, "caller"));
        EndBlock();
        var captured = new CapturedExpression(line, Body());
        CloseBlock("endfilter", "filter", line);
        return new OutputStatement(line, Replace(filters, captured));
    }

    private ScopeStatement With(int line)
    {
        var names = ImmutableArray.CreateBuilder<(AssignmentTarget, TemplateExpression)>();
        while (_reader.Current.Kind != TemplateTokenKind.BlockEnd)
        {
            var target = new AssignmentTarget([_reader.Expect(TemplateTokenKind.Name, "a name").Text]);
            _reader.Expect("=");
            names.Add((target, _expressions.Parse()));
            if (!_reader.TakeOperator(","))
            {
                break;
            }
        }

        return Scope(line, names.ToImmutable(), "endwith");
    }

    private ScopeStatement Scope(int line, ImmutableArray<(AssignmentTarget, TemplateExpression)> names, string end)
    {
        EndBlock();
        var body = Body();
        CloseBlock(end, end["end".Length..], line);
        return new ScopeStatement(line, names, body);
    }

    private JumpStatement Jump(TemplateToken name, TemplateFlow flow)
    {
        EndBlock();
        return _loops > 0 ? new JumpStatement(name.Line, flow) : throw TemplateFault.Syntax(name.Line, $"'{name.Text}' is not inside of a loop.");
    }

    private AssignmentTarget Names(bool mayBeMember = false)
    {
        var inParentheses = _reader.TakeOperator("(");
        var names = ImmutableArray.CreateBuilder<string>();
        do
        {
            names.Add(_reader.Expect(TemplateTokenKind.Name, "a name").Text);
            if (mayBeMember && names.Count == 1 && _reader.TakeOperator("."))
            {
                return new AssignmentTarget(names.ToImmutable(), _reader.Expect(TemplateTokenKind.Name, "the name of a member").Text);
            }
        }
        while (_reader.TakeOperator(","));
        if (inParentheses)
        {
            _reader.Expect(")");
        }

        return new AssignmentTarget(names.ToImmutable());
    }

    // Puts a block's text in the place of the name at the start of a chain of filters.
    private static TemplateExpression Replace(TemplateExpression filters, TemplateExpression input) => filters is FilterExpression filter
        ? filter with { Input = Replace(filter.Input, input) }
        : input;

    private void CloseBlock(string end, string block, int line)
    {
        _reader.Expect(TemplateTokenKind.BlockBegin, $"the end of the '{block}' of line {line}");
        End(end);
    }

    private void End(string name)
    {
        _reader.ExpectName(name);

        // A macro's end may repeat the macro's name.
        if (_reader.Current.Kind == TemplateTokenKind.Name)
        {
            _reader.Take();
        }

        EndBlock();
    }

    private void EndBlock() => _reader.Expect(TemplateTokenKind.BlockEnd, "'%}'");
}
