namespace MergeBuild.Evaluation.Tokenization.Subwords;

/// <summary>Turns a piece of text into ids of its vocabulary. Safe for several threads.</summary>
internal interface ISubwordModel
{
    /// <summary>The tokens that it knows.</summary>
    Vocabulary Vocabulary { get; }

    /// <summary>Appends the ids of a piece.</summary>
    /// <exception cref="UnknownPieceException">The piece has something unknown, and the model has no token for that.</exception>
    void Encode(ReadOnlySpan<char> piece, List<int> output);
}
