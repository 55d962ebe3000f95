namespace MergeBuild.Evaluation.Tokenization.Decoding;

/// <summary>A decoder that changes each token by itself. Behind a step that joins, it waits for all of the text.</summary>
internal sealed class TokenDecoder(Func<string, bool, string> change) : IDecoder
{
    public bool Joins(bool isJoined) => isJoined;

    public DecodingStage Start(bool isJoined, DecodingStage next)
    {
        var stage = new TokenStage(change, next);
        return isJoined ? new WholeTextStage(stage) : stage;
    }
}
