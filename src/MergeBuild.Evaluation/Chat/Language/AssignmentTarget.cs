using System.Collections.Immutable;
using MergeBuild.Evaluation.Chat.Values;

namespace MergeBuild.Evaluation.Chat.Language;

/// <summary>What values are assigned to: names, or a member of a namespace.</summary>
/// <param name="Names">One name, or several that share the items of a list.</param>
/// <param name="Member">The member of the namespace that the name stands for, or null.</param>
internal sealed record AssignmentTarget(ImmutableArray<string> Names, string? Member = null)
{
    public void Assign(TemplateContext context, object? value)
    {
        if (Member is not null)
        {
            var space = context.Scope.Find(Names[0]) as TemplateNamespace
                ?? throw TemplateFault.Value($"'{Names[0]}' is no namespace, so that its member '{Member}' cannot be set.");
            space.Members[Member] = value;
        }
        else if (Names.Length == 1)
        {
            context.Scope.Set(Names[0], value);
        }
        else
        {
            var items = TemplateItems.Of(context, value);
            if (items.Count != Names.Length)
            {
                throw TemplateFault.Value($"{Names.Length} names cannot take {items.Count} items.");
            }

            foreach (var (name, item) in Names.Zip(items))
            {
                context.Scope.Set(name, item);
            }
        }
    }
}
