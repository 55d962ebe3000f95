namespace MergeBuild.Evaluation.Tokenization.Subwords;

/// <summary><c>WordLevel</c>: a token is a whole piece.</summary>
internal sealed class WordLevel(Vocabulary vocabulary, string unknownToken) : ISubwordModel
{
    private readonly int? _unknown = vocabulary.IdOf(unknownToken);

    public Vocabulary Vocabulary => vocabulary;

    public void Encode(ReadOnlySpan<char> piece, List<int> output) =>
        output.Add(vocabulary.Lookup.TryGetValue(piece, out var id) ? id : _unknown ?? throw UnknownPieceException.For(piece, unknownToken));
}
