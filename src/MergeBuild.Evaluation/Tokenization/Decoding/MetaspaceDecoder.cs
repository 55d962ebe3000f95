namespace MergeBuild.Evaluation.Tokenization.Decoding;

/// <summary><c>Metaspace</c>: the replacement becomes a space again; in the first token, where one was put in front, nothing.</summary>
internal sealed class MetaspaceDecoder(string replacement, bool hasPrefix) : IDecoder
{
    public bool Joins(bool isJoined) => isJoined;

    // Behind a step that joins, all parts are of the first token.
    public DecodingStage Start(bool isJoined, DecodingStage next) => new TokenStage(
        (token, isFirst) => token.Replace(replacement, hasPrefix && (isFirst || isJoined) ? "" : " ", StringComparison.Ordinal), next);
}
