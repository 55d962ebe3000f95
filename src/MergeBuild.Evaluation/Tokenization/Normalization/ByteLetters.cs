namespace MergeBuild.Evaluation.Tokenization.Normalization;

/// <summary><c>ByteLevel</c> as a normalizer: a letter for each byte of the text's UTF-8.</summary>
internal sealed class ByteLetters : INormalizer
{
    public string Normalize(string text) => ByteAlphabet.Encode(text);
}
