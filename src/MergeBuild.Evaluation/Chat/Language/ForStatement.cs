using MergeBuild.Evaluation.Chat.Values;

namespace MergeBuild.Evaluation.Chat.Language;

/// <summary><c>{% for … in … if … recursive %}</c>; the body has names of its own for each item.</summary>
internal sealed record ForStatement(
    int Line, AssignmentTarget Target, TemplateExpression Items, TemplateExpression? Condition, TemplateBody Body, TemplateBody? Otherwise, bool IsRecursive)
    : TemplateStatement(Line)
{
    protected override TemplateFlow Run(TemplateContext context)
    {
        var items = TemplateItems.Of(context, Items.Evaluate(context));
        var ran = Loop(context, items, 0);
        return ran || Otherwise is null ? TemplateFlow.Next : Otherwise.Execute(context.Inner());
    }

    private bool Loop(TemplateContext context, IReadOnlyList<object?> items, int depth)
    {
        var chosen = Condition is null ? items : Choose(context, items);
        var loop = new TemplateLoop(chosen, depth, IsRecursive ? Recurse(context, depth) : null);
        foreach (var item in chosen)
        {
            context.Step();
            var inner = context.Inner();
            inner.Scope.Set("loop", loop);
            Target.Assign(inner, item);
            if (Body.Execute(inner) == TemplateFlow.Break)
            {
                break;
            }

            loop.Index++;
        }

        return chosen.Count > 0;
    }

    // The condition sees the item, and not the loop, which counts only the chosen items.
    private List<object?> Choose(TemplateContext context, IReadOnlyList<object?> items)
    {
        var chosen = new List<object?>();
        foreach (var item in items)
        {
            var inner = context.Inner();
            Target.Assign(inner, item);
            if (TemplateText.IsTrue(Condition!.Evaluate(inner)))
            {
                chosen.Add(item);
            }
        }

        return chosen;
    }

    private TemplateFunction Recurse(TemplateContext context, int depth) => new("loop", arguments =>
    {
        var items = TemplateItems.Of(context, arguments.AtMost(1).Need(0, "items"));
        var capture = context.Capture();
        context.Call(() => Loop(capture, items, depth + 1));
        return context.Made(capture.Output.ToString());
    });
}
