using System.Collections.Immutable;
using MergeBuild.Evaluation.Chat.Values;

namespace MergeBuild.Evaluation.Chat.Language;

/// <summary>A parameter of a macro.</summary>
internal sealed record MacroParameter(string Name, TemplateExpression? Standard);

/// <summary><c>{% macro name(parameters) %}</c>.</summary>
internal sealed record MacroStatement(int Line, string Name, ImmutableArray<MacroParameter> Parameters, TemplateBody Body) : TemplateStatement(Line)
{
    /// <summary>The macro as a function that sees the names around its definition.</summary>
    public TemplateFunction Function(TemplateContext definition) => new(Name, arguments =>
    {
        var capture = arguments.Context.Capture(definition.Scope);
        Bind(capture, arguments);
        return arguments.Context.Call(() => Body.Text(capture));
    });

    protected override TemplateFlow Run(TemplateContext context)
    {
        context.Scope.Set(Name, Function(context));
        return TemplateFlow.Next;
    }

    private void Bind(TemplateContext inner, TemplateArguments arguments)
    {
        arguments.AtMost(Parameters.Length, [.. Parameters.Select(parameter => parameter.Name), "caller"]);
        foreach (var (index, parameter) in Parameters.Index())
        {
            var isGiven = index < arguments.Positional.Count || arguments.Named.ContainsKey(parameter.Name);
            inner.Scope.Set(parameter.Name, isGiven ? arguments.Get(index, parameter.Name)
                : parameter.Standard is { } standard ? standard.Evaluate(inner)
                : new Undefined(parameter.Name));
        }

        inner.Scope.Set("caller", arguments.Named.TryGetValue("caller", out var caller) ? caller : new Undefined("caller"));
    }
}

/// <summary><c>{% call(parameters) macro(arguments) %}</c>: the block is the macro's <c>caller</c>.</summary>
internal sealed record CallStatement(int Line, MacroStatement Caller, CallExpression Call) : TemplateStatement(Line)
{
    protected override TemplateFlow Run(TemplateContext context)
    {
        var target = Call.Target.Evaluate(context) as TemplateFunction ?? throw TemplateFault.Value("what a call block calls is no macro.");
        var arguments = Call.Arguments.Evaluate(context, target.Name);
        var named = new Dictionary<string, object?>(arguments.Named, StringComparer.Ordinal) { ["caller"] = Caller.Function(context) };
        context.Write(TemplateText.Of(target.Call(arguments with { Named = named })));
        return TemplateFlow.Next;
    }
}
