namespace MergeBuild.Evaluation.Tokenization.PreTokenization;

/// <summary>A part of a text that is split further or turned into tokens.</summary>
/// <param name="Text">The text that it is in.</param>
/// <param name="Start">Its first UTF-16 unit there.</param>
/// <param name="Length">How many units it has.</param>
/// <param name="IsFirst">Whether it begins where the text that is encoded begins.</param>
internal readonly record struct TextPiece(string Text, int Start, int Length, bool IsFirst)
{
    /// <summary>Its characters.</summary>
    public ReadOnlySpan<char> Span => Text.AsSpan(Start, Length);

    /// <summary>A part of it.</summary>
    public TextPiece Part(int start, int end) => new(Text, Start + start, end - start, IsFirst && start == 0);
}
