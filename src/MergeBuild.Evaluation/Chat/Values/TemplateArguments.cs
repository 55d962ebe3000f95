using MergeBuild.Evaluation.Chat.Language;

namespace MergeBuild.Evaluation.Chat.Values;

/// <summary>The arguments of a call, a filter or a test.</summary>
/// <param name="Context">The rendering that calls.</param>
/// <param name="Name">What is called, for messages.</param>
/// <param name="Positional">Arguments by place.</param>
/// <param name="Named">Arguments by name.</param>
internal sealed record TemplateArguments(
    TemplateContext Context, string Name, IReadOnlyList<object?> Positional, IReadOnlyDictionary<string, object?> Named)
{
    /// <summary>The argument of a place or name, or another value when it is not given.</summary>
    public object? Get(int index, string name, object? otherwise = null) =>
        index < Positional.Count ? Positional[index] : Named.TryGetValue(name, out var value) ? value : otherwise;

    /// <summary>An argument that must be given.</summary>
    public object? Need(int index, string name) =>
        index < Positional.Count || Named.ContainsKey(name) ? Get(index, name) : throw TemplateFault.Value($"{Name} needs the argument {name}.");

    /// <summary>A text that must be given.</summary>
    public string Text(int index, string name) => Need(index, name) as string ?? throw Wrong(name, "a text", Get(index, name));

    /// <summary>A text, or another one when it is not given.</summary>
    public string? Text(int index, string name, string? otherwise) =>
        Get(index, name, otherwise) is var value && value is null or string ? (string?)value : throw Wrong(name, "a text", value);

    /// <summary>A whole number, or another one when it is not given.</summary>
    public int Whole(int index, string name, int otherwise) => Get(index, name, (long)otherwise) switch
    {
        long number => (int)Math.Clamp(number, int.MinValue + 1, int.MaxValue),
        bool truth => truth ? 1 : 0,
        var other => throw Wrong(name, "a whole number", other),
    };

    /// <summary>The truth of an argument, or another when it is not given.</summary>
    public bool Truth(int index, string name, bool otherwise) => TemplateText.IsTrue(Get(index, name, otherwise));

    /// <summary>Refuses arguments that would have no effect.</summary>
    public TemplateArguments AtMost(int count, params string[] names) =>
        Positional.Count > count ? throw TemplateFault.Value($"{Name} takes at most {count} arguments, not {Positional.Count}.")
        : Named.Keys.FirstOrDefault(name => !names.Contains(name)) is { } unknown ? throw TemplateFault.Value($"{Name} has no argument {unknown}.")
        : this;

    private TemplateFault Wrong(string name, string expected, object? found) =>
        TemplateFault.Value($"the argument {name} of {Name} must be {expected}, not {TemplateText.KindOf(found)}.");
}
