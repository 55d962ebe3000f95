using MergeBuild.Evaluation.Chat.Language;

namespace MergeBuild.Evaluation.Chat.Values;

/// <summary>Filters on lists.</summary>
internal static class ListFilters
{
    /// <summary>The filters by name.</summary>
    public static IReadOnlyDictionary<string, Func<object?, TemplateArguments, object?>> All { get; } =
        new Dictionary<string, Func<object?, TemplateArguments, object?>>(StringComparer.Ordinal)
        {
            ["length"] = (value, _) => Length(value),
            ["list"] = (value, arguments) => Items(value, arguments).ToList(),
            ["items"] = (value, arguments) => value is Undefined ? new List<object?>()
                : value is TemplateDictionary dictionary ? DictionaryMethods.Items(arguments.Context, dictionary)
                : throw TemplateFault.Value($"{TemplateText.KindOf(value)} has no pairs of key and value."),
            ["first"] = (value, arguments) => Items(value, arguments) is { Count: > 0 } items ? items[0] : new Undefined("the first item"),
            ["last"] = (value, arguments) => Items(value, arguments) is { Count: > 0 } items ? items[^1] : new Undefined("the last item"),
            ["join"] = (value, arguments) => TextForms.Join(arguments.Context, Chosen(value, arguments.AtMost(2, "d", "attribute"), arguments.Get(1, "attribute")), arguments.Text(0, "d", "")!),
            ["reverse"] = (value, arguments) => value is string text ? string.Concat(TemplateItems.Characters(text).Reverse()) : Items(value, arguments).Reverse().ToList(),
            ["sort"] = (value, arguments) => Sort(value, arguments.AtMost(3, "reverse", "case_sensitive", "attribute")),
            ["unique"] = (value, arguments) => Unique(value, arguments.AtMost(2, "case_sensitive", "attribute")),
            ["sum"] = (value, arguments) => Chosen(value, arguments, arguments.Get(0, "attribute")).Aggregate(arguments.Get(1, "start", 0L), (sum, item) => TemplateOperators.Add(arguments.Context, sum, item)),
            ["min"] = (value, arguments) => Extreme(value, arguments, -1),
            ["max"] = (value, arguments) => Extreme(value, arguments, 1),
            ["map"] = Map,
            ["select"] = (value, arguments) => Select(value, arguments, byMember: false, isNegated: false),
            ["reject"] = (value, arguments) => Select(value, arguments, byMember: false, isNegated: true),
            ["selectattr"] = (value, arguments) => Select(value, arguments, byMember: true, isNegated: false),
            ["rejectattr"] = (value, arguments) => Select(value, arguments, byMember: true, isNegated: true),
            ["batch"] = (value, arguments) => Batch(value, arguments.AtMost(2, "linecount", "fill_with")),
            ["dictsort"] = (value, arguments) => DictionarySort(value, arguments.AtMost(3, "case_sensitive", "by", "reverse")),
            ["groupby"] = (value, arguments) => GroupBy(value, arguments.AtMost(2, "attribute", "default")),
        };

    private static IReadOnlyList<object?> Items(object? value, TemplateArguments arguments) => TemplateItems.Of(arguments.Context, value);

    // A text's length is in UTF-16 units, as in the implementation that the known answers are of; slices count code points.
    private static long Length(object? value) => value switch
    {
        string text => text.Length,
        List<object?> list => list.Count,
        TemplateDictionary dictionary => dictionary.Count,
        Undefined => 0,
        _ => throw TemplateFault.Value($"{TemplateText.KindOf(value)} has no length."),
    };

    // "a.b" leads into members of members, and digits into lists.
    private static object? MemberOf(TemplateArguments arguments, object? item, object? path) => path is string text
        ? text.Split('.').Aggregate(item, (value, name) => TemplateMembers.Item(arguments.Context, value, long.TryParse(name, out var index) ? index : name))
        : TemplateMembers.Item(arguments.Context, item, path);

    private static IEnumerable<object?> Chosen(object? value, TemplateArguments arguments, object? path) =>
        path is null ? Items(value, arguments) : Items(value, arguments).Select(item => MemberOf(arguments, item, path));

    private static object? Folded(object? value, bool caseSensitive) => value is string text && !caseSensitive ? text.ToLowerInvariant() : value;

    private static List<object?> Sort(object? value, TemplateArguments arguments)
    {
        var (caseSensitive, path) = (arguments.Truth(1, "case_sensitive", false), arguments.Get(2, "attribute"));
        return Ordered(
            arguments, Items(value, arguments), item => Folded(path is null ? item : MemberOf(arguments, item, path), caseSensitive), arguments.Truth(0, "reverse", false));
    }

    private static List<object?> Ordered(TemplateArguments arguments, IEnumerable<object?> items, Func<object?, object?> key, bool reverse)
    {
        var order = Comparer<object?>.Create((first, second) =>
        {
            arguments.Context.Step();
            return TemplateOperators.Compare(first, second);
        });

        // LINQ wraps what a comparison throws into nothing, unlike List.Sort, and keeps the order of equal items.
        return reverse ? [.. items.OrderByDescending(key, order)] : [.. items.OrderBy(key, order)];
    }

    private static List<object?> Unique(object? value, TemplateArguments arguments)
    {
        var (caseSensitive, path) = (arguments.Truth(0, "case_sensitive", false), arguments.Get(1, "attribute"));
        var seen = new List<object?>();
        var result = new List<object?>();
        foreach (var item in Items(value, arguments))
        {
            var key = Folded(path is null ? item : MemberOf(arguments, item, path), caseSensitive);
            arguments.Context.Step(seen.Count);
            if (!seen.Exists(other => TemplateOperators.AreEqual(other, key)))
            {
                seen.Add(key);
                result.Add(item);
            }
        }

        return result;
    }

    private static object? Extreme(object? value, TemplateArguments arguments, int sign)
    {
        var (caseSensitive, path) = (arguments.AtMost(2, "case_sensitive", "attribute").Truth(0, "case_sensitive", false), arguments.Get(1, "attribute"));
        var items = Items(value, arguments);
        return items.Count == 0 ? new Undefined("the extreme of no items") : items.Aggregate((best, item) =>
            sign * TemplateOperators.Compare(Key(item), Key(best)) > 0 ? item : best);

        object? Key(object? item) => Folded(path is null ? item : MemberOf(arguments, item, path), caseSensitive);
    }

    private static List<object?> Map(object? value, TemplateArguments arguments)
    {
        if (arguments.Named.TryGetValue("attribute", out var path))
        {
            var otherwise = arguments.Get(int.MaxValue, "default", new Undefined("attribute"));
            return Items(value, arguments).Select(item => MemberOf(arguments, item, path) is var member && member is Undefined ? otherwise : member).ToList();
        }

        var name = arguments.Text(0, "filter");
        var inner = arguments with { Name = name, Positional = [.. arguments.Positional.Skip(1)] };
        return Items(value, arguments).Select(item => TemplateFilters.Apply(name, item, inner)).ToList();
    }

    private static List<object?> Select(object? value, TemplateArguments arguments, bool byMember, bool isNegated)
    {
        var path = byMember ? arguments.Need(0, "attribute") : null;
        var rest = arguments.Positional.Skip(byMember ? 1 : 0).ToArray();
        var inner = arguments with { Positional = [.. rest.Skip(1)] };
        return [.. Items(value, arguments).Where(item =>
        {
            arguments.Context.Step();
            var tested = byMember ? MemberOf(arguments, item, path) : item;
            return (rest.Length == 0 ? TemplateText.IsTrue(tested) : TemplateTests.Holds(TemplateText.Of(rest[0]), tested, inner)) != isNegated;
        })];
    }

    private static List<object?> Batch(object? value, TemplateArguments arguments)
    {
        var count = arguments.Whole(0, "linecount", 0);
        if (count < 1)
        {
            throw TemplateFault.Value("batch needs a number of items above 0.");
        }

        var fill = arguments.Get(1, "fill_with");
        TemplateContext.CheckItems(fill is null ? 0 : count);
        return [.. Items(value, arguments).Chunk(count).Select(items =>
            fill is null ? items.ToList() : [.. items, .. Enumerable.Repeat(fill, count - items.Length)])];
    }

    private static List<object?> DictionarySort(object? value, TemplateArguments arguments)
    {
        var dictionary = value as TemplateDictionary ?? throw TemplateFault.Value($"{TemplateText.KindOf(value)} is no dictionary.");
        var (caseSensitive, index) = (arguments.Truth(0, "case_sensitive", false), arguments.Text(1, "by", "key") == "value" ? 1 : 0);
        return Ordered(
            arguments, DictionaryMethods.Items(arguments.Context, dictionary), pair => Folded(((List<object?>)pair!)[index], caseSensitive), arguments.Truth(2, "reverse", false));
    }

    private static List<object?> GroupBy(object? value, TemplateArguments arguments)
    {
        var path = arguments.Need(0, "attribute");
        var groups = new List<object?>();
        List<object?>? group = null;
        foreach (var item in Ordered(arguments, Items(value, arguments), Key, reverse: false))
        {
            var key = Key(item);
            if (group is null || !TemplateOperators.AreEqual(group[0], key))
            {
                group = new TemplateTuple([key, new List<object?>()]);
                groups.Add(group);
            }

            ((List<object?>)group[1]!).Add(item);
        }

        return groups;

        object? Key(object? item) => MemberOf(arguments, item, path) is var member && member is Undefined ? arguments.Get(1, "default") : member;
    }
}
