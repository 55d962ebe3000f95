using MergeBuild.Evaluation.Tokenization;

namespace MergeBuild.Evaluation.Tests.Suites;

/// <summary>A tokenizer that knows no text.</summary>
internal sealed class EmptyTokenizer : ITokenizer
{
    public int[] Encode(string text, bool addSpecialTokens) => [];

    public string Decode(ReadOnlySpan<int> ids, bool skipSpecialTokens) => "";

    public int? IdOf(string token) => null;

    public IStreamingDecoder CreateStreamingDecoder(bool skipSpecialTokens) => throw new InvalidOperationException("Nothing is generated.");
}
