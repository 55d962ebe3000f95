namespace MergeBuild.Evaluation.Running;

/// <summary>A part of a text that a model sees at once.</summary>
/// <param name="Start">Its first token.</param>
/// <param name="FirstScored">The first token that is scored in it; those before are context.</param>
/// <param name="End">The token after its last one, up to which all are scored.</param>
internal readonly record struct TextWindow(int Start, int FirstScored, int End);

/// <summary>Windows that move over a text by a stride and score every token exactly once, with as much context as they hold.</summary>
internal static class TextWindows
{
    /// <summary>The windows of a text.</summary>
    /// <param name="count">Tokens of the text; at least 1.</param>
    /// <param name="length">Tokens of a window; at least 1.</param>
    /// <param name="stride">By how many tokens it moves on; from 1 to <paramref name="length"/>, more counts as that.</param>
    public static IEnumerable<TextWindow> Of(int count, int length, int stride)
    {
        stride = Math.Min(stride, length);
        var scored = 0;
        for (var start = 0; scored < count; start += stride)
        {
            var end = (int)Math.Min((long)start + length, count);
            yield return new TextWindow(start, scored, end);
            scored = end;
        }
    }
}
