using MergeBuild.Evaluation.Chat.Language;

namespace MergeBuild.Evaluation.Chat.Values;

/// <summary>The variable <c>loop</c>.</summary>
internal sealed class TemplateLoop(IReadOnlyList<object?> items, int depth, TemplateFunction? recurse)
{
    private readonly List<object?> _watched = [];
    private bool _hasWatched;

    /// <summary>The item's index, from 0.</summary>
    public int Index { get; set; }

    /// <summary>What a recursive loop calls, or null.</summary>
    public TemplateFunction? Recurse => recurse;

    /// <summary>A member, or null when the loop has none of that name.</summary>
    public object? Member(string name) => name switch
    {
        "index" => Index + 1L,
        "index0" => (long)Index,
        "revindex" => (long)(items.Count - Index),
        "revindex0" => (long)(items.Count - Index - 1),
        "first" => Index == 0,
        "last" => Index == items.Count - 1,
        "length" => (long)items.Count,
        "depth" => depth + 1L,
        "depth0" => (long)depth,
        "previtem" => Index > 0 ? items[Index - 1] : new Undefined("loop.previtem"),
        "nextitem" => Index < items.Count - 1 ? items[Index + 1] : new Undefined("loop.nextitem"),
        "cycle" => new TemplateFunction("loop.cycle", Cycle),
        "changed" => new TemplateFunction("loop.changed", arguments => Changed(arguments)),
        _ => new Undefined("loop." + name),
    };

    private object? Cycle(TemplateArguments arguments) => arguments.Positional.Count > 0
        ? arguments.Positional[Index % arguments.Positional.Count]
        : throw TemplateFault.Value("loop.cycle needs at least one value.");

    private bool Changed(TemplateArguments arguments)
    {
        var changed = !_hasWatched || !TemplateOperators.AreEqual(_watched, arguments.Positional.ToList());
        _hasWatched = true;
        _watched.Clear();
        _watched.AddRange(arguments.Positional);
        return changed;
    }
}
