namespace MergeBuild.Evaluation.Tokenization.Decoding;

/// <summary><c>Fuse</c>: joins all tokens.</summary>
internal sealed class FuseDecoder : IDecoder
{
    public bool Joins(bool isJoined) => true;

    public DecodingStage Start(bool isJoined, DecodingStage next) => next;
}
