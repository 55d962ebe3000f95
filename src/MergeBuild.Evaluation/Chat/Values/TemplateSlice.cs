using MergeBuild.Evaluation.Chat.Language;

namespace MergeBuild.Evaluation.Chat.Values;

/// <summary>Slices as Python defines them; texts are sliced by code points.</summary>
internal static class TemplateSlice
{
    public static object Of(TemplateContext context, object? target, object? start, object? stop, object? step) => target switch
    {
        List<object?> list => context.Made([.. Items(list, start, stop, step)]),
        string text => context.Made(string.Concat(Items([.. TemplateItems.Characters(text)], start, stop, step))),
        _ => throw TemplateFault.Value($"{TemplateText.KindOf(target)} cannot be sliced."),
    };

    private static IEnumerable<T> Items<T>(List<T> items, object? start, object? stop, object? step)
    {
        var stride = Whole(step) ?? 1;
        if (stride == 0)
        {
            throw TemplateFault.Value("the step of a slice must not be 0.");
        }

        var (lowest, highest) = stride > 0 ? (0L, (long)items.Count) : (-1L, items.Count - 1L);
        var first = Bound(Whole(start), items.Count, lowest, highest) ?? (stride > 0 ? lowest : highest);
        var end = Bound(Whole(stop), items.Count, lowest, highest) ?? (stride > 0 ? highest : lowest);
        stride = Math.Clamp(stride, -items.Count - 1L, items.Count + 1L);
        for (var index = first; stride > 0 ? index < end : index > end; index += stride)
        {
            yield return items[(int)index];
        }
    }

    private static long? Bound(long? value, int count, long lowest, long highest) =>
        value is { } bound ? Math.Clamp(bound < 0 ? bound + count : bound, lowest, highest) : null;

    private static long? Whole(object? value) => value switch
    {
        null => null,
        long number => number,
        bool truth => truth ? 1 : 0,
        _ => throw TemplateFault.Value($"the bounds of a slice are whole numbers, not {TemplateText.KindOf(value)}."),
    };
}
