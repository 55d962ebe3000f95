using System.Text;

namespace MergeBuild.Evaluation.Harness;

/// <summary>Keeps the last characters of what a program writes, however much it is.</summary>
internal sealed class OutputTail
{
    private const int Length = 800;
    private readonly StringBuilder _text = new();
    private readonly Lock _lock = new();

    public void Add(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_lock)
        {
            _text.Append(_text.Length > 0 ? " / " : "").Append(line.Length > Length ? line[^Length..] : line);
            _text.Remove(0, Math.Max(0, _text.Length - Length));
        }
    }

    public override string ToString()
    {
        lock (_lock)
        {
            return _text.Length > 0 ? _text.ToString() : "(none)";
        }
    }
}
