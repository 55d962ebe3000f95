using System.Text;
using MergeBuild.Evaluation.Tokenization;

namespace MergeBuild.Evaluation.Running;

/// <summary>Watches generated text for one of some texts that end it.</summary>
internal sealed class StopText(IStreamingDecoder decoder, string[] stop)
{
    private readonly int _longest = stop.Max(text => text.Length);
    private readonly StringBuilder _tail = new();

    /// <summary>Takes the next id; true when one of the texts is now there.</summary>
    public bool Add(int id)
    {
        _tail.Append(decoder.Add(id));
        var text = _tail.ToString();
        if (stop.Any(end => text.Contains(end, StringComparison.Ordinal)))
        {
            return true;
        }

        // What is before the last characters can no longer be part of a text that is not complete.
        _tail.Remove(0, Math.Max(0, _tail.Length - _longest));
        return false;
    }

    /// <summary>A text up to the first place of any of the texts that end it.</summary>
    public static string Cut(string text, string[] stop)
    {
        var first = stop.Select(end => text.IndexOf(end, StringComparison.Ordinal)).Where(index => index >= 0).DefaultIfEmpty(text.Length).Min();
        return text[..first];
    }
}
