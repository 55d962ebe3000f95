namespace MergeBuild.Evaluation.Tokenization.Normalization;

/// <summary><c>Prepend</c>: a text in front of each text that is not empty.</summary>
internal sealed class Prepend(string prefix) : INormalizer
{
    public string Normalize(string text) => text.Length == 0 ? text : prefix + text;
}
