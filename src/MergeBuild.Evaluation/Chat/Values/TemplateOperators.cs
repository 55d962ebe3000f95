using MergeBuild.Evaluation.Chat.Language;

namespace MergeBuild.Evaluation.Chat.Values;

/// <summary>Arithmetic and comparison of values, as Python defines them.</summary>
internal static class TemplateOperators
{
    private const int MaximumDepth = 100;

    /// <summary>Adds numbers, or joins two texts or two lists.</summary>
    public static object? Add(TemplateContext context, object? left, object? right) => (left, right) switch
    {
        (string first, string second) => context.Made(first, second),
        (List<object?> first, List<object?> second) => context.Made([.. first, .. second]),
        _ => Arithmetic("+", left, right),
    };

    /// <summary>Multiplies numbers, or repeats a text or list.</summary>
    public static object? Multiply(TemplateContext context, object? left, object? right) => (left, right) switch
    {
        (string text, long count) => Repeat(context, text, count),
        (long count, string text) => Repeat(context, text, count),
        (List<object?> list, long count) => Repeat(context, list, count),
        _ => Arithmetic("*", left, right),
    };

    /// <summary>Calculates with two numbers; whole ones stay whole but for division.</summary>
    public static object Arithmetic(string operation, object? left, object? right)
    {
        var (first, second) = (Number(left), Number(right));
        if (first is null || second is null)
        {
            throw TemplateFault.Value($"'{operation}' cannot be applied to {TemplateText.KindOf(left)} and {TemplateText.KindOf(right)}.");
        }

        try
        {
            return first is long a && second is long b
                ? Whole(operation, a, b)
                : Real(operation, Convert.ToDouble(first, null), Convert.ToDouble(second, null));
        }
        catch (OverflowException)
        {
            throw TemplateFault.Value($"the result of '{operation}' is too large.");
        }
    }

    /// <summary>Whether two values are equal; numbers and truths of equal value are.</summary>
    public static bool AreEqual(object? left, object? right, int depth = 0) => (left, right) switch
    {
        _ when depth > MaximumDepth => false,
        (null, null) or (Undefined, Undefined) => true,
        (string first, string second) => first == second,
        (List<object?> first, List<object?> second) => first.Count == second.Count && first.Zip(second).All(pair => AreEqual(pair.First, pair.Second, depth + 1)),
        (TemplateDictionary first, TemplateDictionary second) => first.Count == second.Count &&
            first.Members.All(member => second.TryGet(member.Key, out var value) && AreEqual(member.Value, value, depth + 1)),
        _ when Number(left) is { } first && Number(right) is { } second => first is long a && second is long b
            ? a == b
            : Convert.ToDouble(first, null) == Convert.ToDouble(second, null),
        _ => ReferenceEquals(left, right),
    };

    /// <summary>Which of two numbers, texts or lists comes first: negative, 0 or positive.</summary>
    public static int Compare(object? left, object? right, int depth = 0)
    {
        switch (left, right)
        {
            case (string first, string second):
                return CompareTexts(first, second);
            case (List<object?> first, List<object?> second) when depth < MaximumDepth:
                var difference = first.Zip(second).FirstOrDefault(pair => !AreEqual(pair.First, pair.Second), (null, null));
                return difference is (null, null) ? first.Count.CompareTo(second.Count) : Compare(difference.First, difference.Second, depth + 1);
            default:
                return Number(left) is { } a && Number(right) is { } b
                    ? a is long x && b is long y ? x.CompareTo(y) : Convert.ToDouble(a, null).CompareTo(Convert.ToDouble(b, null))
                    : throw TemplateFault.Value($"{TemplateText.KindOf(left)} and {TemplateText.KindOf(right)} have no order.");
        }
    }

    /// <summary>Whether a list has an item, a dictionary a key, or a text a part.</summary>
    public static bool Contains(object? container, object? item) => container switch
    {
        string text => item is string part ? text.Contains(part, StringComparison.Ordinal)
            : throw TemplateFault.Value($"a text contains texts, not {TemplateText.KindOf(item)}."),
        List<object?> list => list.Exists(other => AreEqual(other, item)),
        TemplateDictionary dictionary => dictionary.TryGet(item, out _),
        Undefined => false,
        _ => throw TemplateFault.Value($"{TemplateText.KindOf(container)} contains nothing."),
    };

    /// <summary>The number that a value is in arithmetic, as <see cref="long"/> or <see cref="double"/>; null for all else.</summary>
    public static object? Number(object? value) => value switch
    {
        long or double => value,
        bool truth => truth ? 1L : 0L,
        _ => null,
    };

    // By code points, as Python has it; UTF-16 units would put some of them in another order.
    private static int CompareTexts(string first, string second) =>
        first.EnumerateRunes().Zip(second.EnumerateRunes(), (a, b) => a.CompareTo(b)).FirstOrDefault(order => order != 0) is not 0 and var order
            ? order
            : first.Length.CompareTo(second.Length);

    private static string Repeat(TemplateContext context, string text, long count)
    {
        TemplateContext.CheckLength((decimal)text.Length * Math.Max(0, count));
        return context.Made(string.Concat(Enumerable.Repeat(text, (int)Math.Max(0, text.Length == 0 ? 0 : count))));
    }

    private static List<object?> Repeat(TemplateContext context, List<object?> list, long count)
    {
        TemplateContext.CheckItems((decimal)list.Count * Math.Max(0, count));
        return context.Made([.. Enumerable.Repeat(list, (int)Math.Max(0, list.Count == 0 ? 0 : count)).SelectMany(items => items)]);
    }

    private static object Whole(string operation, long a, long b) => operation switch
    {
        // The casts keep whole numbers whole: without them all arms would become doubles.
        "+" => (object)checked(a + b),
        "-" => checked(a - b),
        "*" => checked(a * b),
        "/" => b == 0 ? throw DividedByZero() : (double)a / b,
        "//" => b == 0 ? throw DividedByZero() : checked(a / b) - (a % b != 0 && a < 0 != b < 0 ? 1 : 0),
        "%" => b == 0 ? throw DividedByZero() : b == -1 ? 0L : ((a % b) + b) % b,
        "**" => b < 0 ? Math.Pow(a, b) : (object)Power(a, b),
        _ => throw new ArgumentException($"'{operation}' is no operator.", nameof(operation)),
    };

    private static double Real(string operation, double a, double b) => operation switch
    {
        "+" => a + b,
        "-" => a - b,
        "*" => a * b,
        "/" => b == 0 ? throw DividedByZero() : a / b,
        "//" => b == 0 ? throw DividedByZero() : Math.Floor(a / b),
        "%" => b == 0 ? throw DividedByZero() : a - (b * Math.Floor(a / b)),
        "**" => Math.Pow(a, b),
        _ => throw new ArgumentException($"'{operation}' is no operator.", nameof(operation)),
    };

    private static long Power(long value, long exponent)
    {
        if (value is 0 or 1 or -1)
        {
            return exponent == 0 ? 1 : value == -1 && exponent % 2 == 0 ? 1 : value;
        }

        // Anything else overflows before the 64th power.
        var result = 1L;
        for (var i = 0L; i < exponent; i++)
        {
            result = checked(result * value);
        }

        return result;
    }

    private static TemplateFault DividedByZero() => TemplateFault.Value("a number is divided by zero.");
}
