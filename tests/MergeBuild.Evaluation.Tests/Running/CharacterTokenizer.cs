using MergeBuild.Evaluation.Tokenization;

namespace MergeBuild.Evaluation.Tests.Running;

/// <summary>A token for each UTF-16 unit, from id 2 on; 0 begins texts, 1 ends them.</summary>
internal sealed class CharacterTokenizer(bool addsBegin = true) : ITokenizer
{
    public const int Begin = 0;
    public const int End = 1;
    private const int FirstCharacter = 2;

    public int[] Encode(string text, bool addSpecialTokens) =>
        [.. addSpecialTokens && addsBegin ? [Begin] : Array.Empty<int>(), .. text.Select(character => character + FirstCharacter)];

    public string Decode(ReadOnlySpan<int> ids, bool skipSpecialTokens) =>
        string.Concat(ids.ToArray().Where(id => id >= FirstCharacter).Select(id => (char)(id - FirstCharacter)));

    public int? IdOf(string token) => token switch
    {
        "<s>" => Begin,
        "</s>" => End,
        [var character] => character + FirstCharacter,
        _ => null,
    };

    public IStreamingDecoder CreateStreamingDecoder(bool skipSpecialTokens) => new Streaming(this);

    private sealed class Streaming(CharacterTokenizer tokenizer) : IStreamingDecoder
    {
        public string Add(int id) => tokenizer.Decode([id], skipSpecialTokens: true);

        public string Complete() => "";
    }
}
