using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Models.Layers;
using MergeBuild.Evaluation.Numerics;

namespace MergeBuild.Evaluation.Models.Encoders;

/// <summary>An encoder with a classification head in memory. Calls from several threads are taken one after the other.</summary>
internal sealed class TextClassifier : ITextClassifier
{
    private readonly Lock _lock = new();

    public required EncoderSource Source { get; init; }

    /// <summary>The model's directory, for messages.</summary>
    public required string Name { get; init; }

    public required IReadOnlyList<PackedMatrix> Matrices { get; init; }

    public required PackedMatrix Embedding { get; init; }

    public required PackedMatrix Positions { get; init; }

    /// <summary>The embedding of the first token type, or null.</summary>
    public required PackedMatrix? TokenTypes { get; init; }

    public required Normalization EmbeddingNorm { get; init; }

    public required IReadOnlyList<TransformerLayer> Layers { get; init; }

    public required Linear HeadDense { get; init; }

    public required Linear HeadOutput { get; init; }

    public required Workers Workers { get; init; }

    /// <inheritdoc/>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <inheritdoc/>
    public int ContextLength => Source.ContextLength;

    /// <inheritdoc/>
    public IReadOnlyList<float[]> Classify(IReadOnlyList<ReadOnlyMemory<int>> batch, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(batch);
        foreach (var ids in batch)
        {
            Check(ids.Span);
        }

        lock (_lock)
        {
            var results = new List<float[]>();
            for (var first = 0; first < batch.Count;)
            {
                var (rows, end) = (batch[first].Length, first + 1);
                for (; end < batch.Count && rows + batch[end].Length <= MatrixProduct.MaximumRows; end++)
                {
                    rows += batch[end].Length;
                }

                results.AddRange(Run([.. batch.Skip(first).Take(end - first)], cancellation));
                first = end;
            }

            return results;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var matrix in Matrices)
        {
            matrix.Dispose();
        }

        Workers.Buffers.Dispose();
    }

    private void Check(ReadOnlySpan<int> ids)
    {
        if (ids.IsEmpty)
        {
            throw DiagnosticTable.SequenceEmpty.Exception(Name);
        }

        foreach (var id in ids)
        {
            if ((uint)id >= (uint)Embedding.Outputs)
            {
                throw DiagnosticTable.TokenNotInVocabulary.Exception(id, Name, Embedding.Outputs);
            }
        }

        if (ids.Length > ContextLength)
        {
            throw DiagnosticTable.SequenceTooLong.Exception(ids.Length, Name, ContextLength);
        }
    }

    private float[][] Run(ReadOnlyMemory<int>[] sequences, CancellationToken cancellation)
    {
        var states = sequences.Select(_ => new SequenceState(Layers.Select(layer => layer.Attention), Workers.Buffers)).ToArray();
        try
        {
            var batch = new Batch(states.Zip(sequences));
            using var x = Workers.Rows(batch.RowCount, Embedding.Inputs);
            Embed(batch, x);
            foreach (var layer in Layers)
            {
                cancellation.ThrowIfCancellationRequested();
                layer.Apply(x, batch, Workers);
            }

            return Head(batch, x);
        }
        finally
        {
            Array.ForEach(states, state => state.Dispose());
        }
    }

    private void Embed(Batch batch, FloatRows x)
    {
        var positions = batch.Segments.Select(segment => EncoderPositions.Of(segment.Ids.Span, Source.PaddingId)).ToArray();
        RowPieces.Run(batch.RowCount, Workers, row =>
        {
            var target = x[row];
            Span<float> addend = new float[target.Length];
            Embedding.CopyRow(batch.IdOf(row), target);
            if (TokenTypes is not null)
            {
                TokenTypes.CopyRow(0, addend);
                Add(target, addend);
            }

            Positions.CopyRow(positions[batch.SegmentIndexOf(row)][batch.PositionOf(row)], addend);
            Add(target, addend);
            EmbeddingNorm.Apply(target);
        });
    }

    private float[][] Head(Batch batch, FloatRows x)
    {
        using var first = Workers.Rows(batch.Segments.Length, x.Width);
        for (var i = 0; i < batch.Segments.Length; i++)
        {
            x[batch.Segments[i].FirstRow].CopyTo(first[i]);
        }

        using var dense = HeadDense.Apply(first, first.Count, Workers);
        for (var i = 0; i < dense.Count; i++)
        {
            ActivationKernel.Apply(Source.HeadActivation, dense[i], []);
        }

        using var logits = HeadOutput.Apply(dense, dense.Count, Workers);
        var results = new float[logits.Count][];
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = logits[i].ToArray();
            if (!results[i].All(float.IsFinite))
            {
                throw DiagnosticTable.ModelOutputNotFinite.Exception(Name, 0, batch.Segments[i].Count);
            }
        }

        return results;
    }

    private static void Add(Span<float> target, ReadOnlySpan<float> addend)
    {
        for (var i = 0; i < target.Length; i++)
        {
            target[i] += addend[i];
        }
    }
}
