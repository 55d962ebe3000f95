using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Chat.Language;

namespace MergeBuild.Evaluation.Chat.Values;

/// <summary>Functions that every template may call.</summary>
internal static class TemplateFunctions
{
    /// <summary>Defines them in a scope.</summary>
    /// <param name="scope">The scope.</param>
    /// <param name="now">What <c>strftime_now</c> takes for the time.</param>
    public static void Define(TemplateScope scope, DateTime now)
    {
        Add("raise_exception", arguments => throw new TemplateFault(DiagnosticTable.ChatTemplateRaised, null, TemplateText.Of(arguments.Need(0, "message"))));
        Add("strftime_now", arguments => TimeFormat.Write(now, arguments.Text(0, "format")));
        Add("range", Range);
        Add("namespace", arguments => Fill(arguments, new TemplateNamespace()));
        Add("dict", arguments =>
        {
            var dictionary = new TemplateDictionary();
            foreach (var (name, value) in arguments.Named)
            {
                dictionary[name] = value;
            }

            return dictionary;
        });

        void Add(string name, Func<TemplateArguments, object?> call) => scope.Set(name, new TemplateFunction(name, call));
    }

    private static TemplateNamespace Fill(TemplateArguments arguments, TemplateNamespace space)
    {
        foreach (var (key, value) in arguments.Positional.OfType<TemplateDictionary>().SelectMany(dictionary => dictionary.Members))
        {
            space.Members[TemplateText.Of(key)] = value;
        }

        foreach (var (name, value) in arguments.Named)
        {
            space.Members[name] = value;
        }

        return space;
    }

    private static List<object?> Range(TemplateArguments arguments)
    {
        arguments.AtMost(3);
        var bounds = arguments.Positional.Select(value => value is long number ? number
            : throw TemplateFault.Value($"range takes whole numbers, not {TemplateText.KindOf(value)}.")).ToArray();
        var (start, stop, step) = bounds.Length switch
        {
            1 => (0, bounds[0], 1),
            2 => (bounds[0], bounds[1], 1),
            3 => (bounds[0], bounds[1], bounds[2]),
            _ => throw TemplateFault.Value("range needs a number."),
        };
        if (step == 0)
        {
            throw TemplateFault.Value("the step of a range must not be 0.");
        }

        var count = Math.Max(0, Math.Ceiling(((decimal)stop - start) / step));
        TemplateContext.CheckItems(count);
        return arguments.Context.Made([.. Enumerable.Range(0, (int)count).Select(index => (object?)(start + (index * step)))]);
    }
}
