using System.Collections.Immutable;

namespace MergeBuild.Evaluation.Tokenization.PostProcessing;

/// <summary>
/// <c>Sequence</c>: each takes what the one before it left. An empty one changes nothing, and so does <c>ByteLevel</c>,
/// which corrects offsets alone.
/// </summary>
internal sealed class PostProcessorSequence(ImmutableArray<IPostProcessor> processors) : IPostProcessor
{
    public List<int> Process(List<int> ids, bool addSpecialTokens) =>
        processors.Aggregate(ids, (current, processor) => processor.Process(current, addSpecialTokens));
}
