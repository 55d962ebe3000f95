using System.Collections.Immutable;

namespace MergeBuild.Evaluation.Tokenization.Decoding;

/// <summary><c>Sequence</c>: one step after the other.</summary>
internal sealed class DecoderSequence(ImmutableArray<IDecoder> decoders) : IDecoder
{
    public bool Joins(bool isJoined) => decoders.Aggregate(isJoined, (joined, decoder) => decoder.Joins(joined));

    public DecodingStage Start(bool isJoined, DecodingStage next)
    {
        var joined = new bool[decoders.Length];
        for (var index = 0; index < decoders.Length; index++)
        {
            joined[index] = isJoined;
            isJoined = decoders[index].Joins(isJoined);
        }

        for (var index = decoders.Length - 1; index >= 0; index--)
        {
            next = decoders[index].Start(joined[index], next);
        }

        return next;
    }
}
