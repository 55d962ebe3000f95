namespace MergeBuild.Merging.Tokenizers;

/// <summary>How a tokenizer splits words, in the names of tokenizer.json.</summary>
internal enum TokenizerKind
{
    /// <summary>Pairs are joined in the order of a list.</summary>
    BPE,

    /// <summary>The longest known piece is taken first.</summary>
    WordPiece,

    /// <summary>The likeliest pieces are taken.</summary>
    Unigram,

    /// <summary>Words are not split.</summary>
    WordLevel,
}
