using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Models.Rotary;

namespace MergeBuild.Evaluation.Models.Decoding;

/// <summary>A causal language model in memory. Calls from several threads are taken one after the other.</summary>
internal sealed class LanguageModel(DecoderNetwork network, string name, int contextLength, IReadOnlyList<int> endTokens) : ICausalLanguageModel
{
    private readonly Lock _lock = new();

    /// <summary>The layers.</summary>
    public DecoderNetwork Network => network;

    /// <inheritdoc/>
    public int VocabularySize => network.Embedding.Outputs;

    /// <inheritdoc/>
    public int ContextLength => contextLength;

    /// <inheritdoc/>
    public IReadOnlyList<int> EndTokens => endTokens;

    /// <inheritdoc/>
    public bool DependsOnLength => network.Rotaries.Any(rotary => rotary is not FixedRotary);

    /// <inheritdoc/>
    public IReadOnlyList<SequenceScores> Score(IReadOnlyList<ScoreRequest> batch, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(batch);
        foreach (var request in batch)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(request.FirstScored, 1, nameof(batch));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(request.FirstScored, request.Ids.Length, nameof(batch));
            Check(request.Ids.Span, request.Ids.Length - 1);
        }

        lock (_lock)
        {
            return new SequenceScorer(network, name).Score(batch, cancellation);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<int[]> Generate(IReadOnlyList<GenerationRequest> batch, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(batch);
        foreach (var request in batch)
        {
            if (request.Prompt.IsEmpty)
            {
                throw DiagnosticTable.SequenceEmpty.Exception(name);
            }

            ArgumentOutOfRangeException.ThrowIfNegative(request.MaximumTokens, nameof(batch));
            Check(request.Prompt.Span, request.Prompt.Length);
            Check(request.Sampling);
        }

        lock (_lock)
        {
            return new TextGenerator(network, name).Generate(batch, cancellation);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => network.Dispose();

    private static void Check(SamplingSettings? sampling)
    {
        if (sampling is not null)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sampling.Temperature, nameof(sampling));
            ArgumentOutOfRangeException.ThrowIfNegative(sampling.TopK, nameof(sampling));
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sampling.TopP, nameof(sampling));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(sampling.TopP, 1, nameof(sampling));
        }
    }

    private void Check(ReadOnlySpan<int> ids, int inputs)
    {
        foreach (var id in ids)
        {
            if ((uint)id >= (uint)VocabularySize)
            {
                throw DiagnosticTable.TokenNotInVocabulary.Exception(id, name, VocabularySize);
            }
        }

        if (network.Positions is { } positions && inputs > positions.Outputs)
        {
            throw DiagnosticTable.SequenceTooLong.Exception(inputs, name, positions.Outputs);
        }
    }
}
