using MergeBuild.Evaluation.Tokenization.Unicode;

namespace MergeBuild.Evaluation.Tokenization.Normalization;

/// <summary><c>Strip</c>: removes white space at the ends.</summary>
internal sealed class StripEnds(bool left, bool right) : INormalizer
{
    // All white space is in the first 65,536 code points, so that units are enough.
    public string Normalize(string text)
    {
        var start = 0;
        while (left && start < text.Length && CharacterClasses.IsWhitespace(text[start]))
        {
            start++;
        }

        var end = text.Length;
        while (right && end > start && CharacterClasses.IsWhitespace(text[end - 1]))
        {
            end--;
        }

        return text[start..end];
    }
}
