using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Chat.Language;

namespace MergeBuild.Evaluation.Chat.Values;

/// <summary>What can stand after <c>is</c>.</summary>
internal static class TemplateTests
{
    private static readonly Dictionary<string, Func<object?, TemplateArguments, bool>> Tests = new(StringComparer.Ordinal)
    {
        ["defined"] = (value, _) => value is not Undefined,
        ["undefined"] = (value, _) => value is Undefined,
        ["none"] = (value, _) => value is null,
        ["boolean"] = (value, _) => value is bool,
        ["true"] = (value, _) => value is true,
        ["false"] = (value, _) => value is false,
        ["integer"] = (value, _) => value is long,
        ["float"] = (value, _) => value is double,
        ["number"] = (value, _) => value is long or double or bool,
        ["string"] = (value, _) => value is string,
        ["mapping"] = (value, _) => value is TemplateDictionary,
        ["iterable"] = (value, _) => value is string or List<object?> or TemplateDictionary or Undefined,
        ["sequence"] = (value, _) => value is string or List<object?> or TemplateDictionary or Undefined,
        ["callable"] = (value, _) => value is TemplateFunction,
        ["lower"] = (value, _) => TemplateText.Of(value) is var text && text.Any(char.IsLower) && !text.Any(char.IsUpper),
        ["upper"] = (value, _) => TemplateText.Of(value) is var text && text.Any(char.IsUpper) && !text.Any(char.IsLower),
        ["odd"] = (value, _) => TemplateOperators.AreEqual(TemplateOperators.Arithmetic("%", value, 2L), 1L),
        ["even"] = (value, _) => TemplateOperators.AreEqual(TemplateOperators.Arithmetic("%", value, 2L), 0L),
        ["divisibleby"] = (value, arguments) => TemplateOperators.AreEqual(TemplateOperators.Arithmetic("%", value, arguments.Need(0, "num")), 0L),
        ["sameas"] = (value, arguments) => arguments.Need(0, "other") is var other && (value is null || value.GetType() == other?.GetType()) && TemplateOperators.AreEqual(value, other),
        ["in"] = (value, arguments) => TemplateOperators.Contains(arguments.Need(0, "seq"), value),
        ["eq"] = (value, arguments) => TemplateOperators.AreEqual(value, arguments.Need(0, "other")),
        ["ne"] = (value, arguments) => !TemplateOperators.AreEqual(value, arguments.Need(0, "other")),
        ["lt"] = (value, arguments) => TemplateOperators.Compare(value, arguments.Need(0, "other")) < 0,
        ["le"] = (value, arguments) => TemplateOperators.Compare(value, arguments.Need(0, "other")) <= 0,
        ["gt"] = (value, arguments) => TemplateOperators.Compare(value, arguments.Need(0, "other")) > 0,
        ["ge"] = (value, arguments) => TemplateOperators.Compare(value, arguments.Need(0, "other")) >= 0,
    };

    private static readonly Dictionary<string, string> OtherNames = new(StringComparer.Ordinal)
    {
        ["equalto"] = "eq", ["=="] = "eq", ["!="] = "ne", ["lessthan"] = "lt", ["<"] = "lt", ["<="] = "le",
        ["greaterthan"] = "gt", [">"] = "gt", [">="] = "ge",
    };

    /// <summary>Refuses a name that is no test.</summary>
    public static void CheckName(string name, int? line)
    {
        if (!Tests.ContainsKey(OtherNames.GetValueOrDefault(name, name)))
        {
            throw TemplateFault.NotSupported($"the test '{name}'", Suggestion.For(name, Tests.Keys.Concat(OtherNames.Keys.Where(other => char.IsLetter(other[0])))), line);
        }
    }

    /// <summary>Whether a test holds.</summary>
    public static bool Holds(string name, object? value, TemplateArguments arguments)
    {
        CheckName(name, null);
        return Tests[OtherNames.GetValueOrDefault(name, name)](value, arguments);
    }
}
