using System.Text;

namespace MergeBuild.Cli.Generation;

/// <summary>Passes text on up to the first of some texts that end it, and holds back what may be the beginning of one.</summary>
internal sealed class StoppedText(IReadOnlyCollection<string> stop, Action<string> write)
{
    private readonly StringBuilder _held = new();

    /// <summary>Whether one of the texts has come.</summary>
    public bool IsStopped { get; private set; }

    /// <summary>Takes the next part.</summary>
    public void Add(string part)
    {
        if (IsStopped)
        {
            return;
        }

        var text = _held.Append(part).ToString();
        var end = stop.Select(one => text.IndexOf(one, StringComparison.Ordinal)).Where(index => index >= 0).DefaultIfEmpty(-1).Min();
        IsStopped = end >= 0;
        Pass(text, IsStopped ? end : text.Length - Beginning(text), isLast: IsStopped);
    }

    /// <summary>Passes on what was held back: no more comes.</summary>
    public void Complete() => Pass(_held.ToString(), _held.Length, isLast: true);

    private void Pass(string text, int length, bool isLast)
    {
        if (length > 0)
        {
            write(text[..length]);
        }

        _held.Clear().Append(isLast ? "" : text[length..]);
    }

    // The length of the longest end of the text that one of the texts begins with.
    private int Beginning(string text) => stop.Select(one => Enumerable.Range(1, Math.Min(one.Length - 1, text.Length) is > 0 and var most ? most : 0)
        .Where(length => text.EndsWith(one[..length], StringComparison.Ordinal)).DefaultIfEmpty(0).Max()).DefaultIfEmpty(0).Max();
}
