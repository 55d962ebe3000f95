namespace MergeBuild.Evaluation.Tokenization.Decoding;

/// <summary>
/// A step from tokens to text. Before a step joins them, steps see token after token; after it there is one token, the
/// text, which comes in parts.
/// </summary>
internal interface IDecoder
{
    /// <summary>Whether what comes out is one text, given what goes in.</summary>
    bool Joins(bool isJoined);

    /// <summary>Starts a decoding.</summary>
    /// <param name="isJoined">Whether parts of one text go in, rather than tokens.</param>
    /// <param name="next">What takes what comes out.</param>
    DecodingStage Start(bool isJoined, DecodingStage next);
}
