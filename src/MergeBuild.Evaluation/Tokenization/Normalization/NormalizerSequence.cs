using System.Collections.Immutable;

namespace MergeBuild.Evaluation.Tokenization.Normalization;

/// <summary><c>Sequence</c>: one after the other. An empty one changes nothing.</summary>
internal sealed class NormalizerSequence(ImmutableArray<INormalizer> normalizers) : INormalizer
{
    public string Normalize(string text) => normalizers.Aggregate(text, (current, normalizer) => normalizer.Normalize(current));
}
