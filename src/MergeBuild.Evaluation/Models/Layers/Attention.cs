using MergeBuild.Evaluation.Models.Rotary;
using MergeBuild.Evaluation.Numerics;

namespace MergeBuild.Evaluation.Models.Layers;

/// <summary>
/// Attention of several heads (Vaswani et al., 2017), groups of which share keys and values (Ainslie et al., 2023).
/// </summary>
internal sealed unsafe class Attention
{
    /// <summary>Declares the parts.</summary>
    public Attention(AttentionSource source, int layer)
    {
        Source = source;
        Layer = layer;
    }

    public AttentionSource Source { get; }

    public required Linear Query { get; init; }

    public required Linear Key { get; init; }

    public required Linear Value { get; init; }

    public required Linear Output { get; init; }

    public Normalization? QueryNorm { get; init; }

    public Normalization? KeyNorm { get; init; }

    public int KeyValueHeadCount => Source.KeyValueHeadCount;

    public int HeadDimension => Source.HeadDimension;

    private int Layer { get; }

    /// <summary>Gives each row what it sees of its sequence; keys and values of the rows are stored in the caches.</summary>
    public FloatRows Apply(FloatRows x, Batch batch, Workers workers)
    {
        using var queries = workers.Rows(batch.RowCount, Query.Outputs);
        using var keys = workers.Rows(batch.RowCount, Key.Outputs);
        using var values = workers.Rows(batch.RowCount, Value.Outputs);
        MatrixProduct.Run(x, batch.RowCount, [Query.To(queries), Key.To(keys), Value.To(values)], workers);
        var frequencies = batch.Segments.Select(segment => Source.Rotary?.For(segment.State.RotaryLength)).ToArray();
        foreach (var (segment, angles) in batch.Segments.Zip(frequencies))
        {
            segment.State[Layer].Reserve(segment.State.Length + segment.Count);
            angles?.Prepare(segment.State.Length + segment.Count);
        }

        RowPieces.Run(batch.RowCount, workers, row => Place(row, batch, frequencies[batch.SegmentIndexOf(row)], queries, keys, values));
        using var seen = workers.Rows(batch.RowCount, Query.Outputs);
        workers.Run(batch.RowCount * KeyValueHeadCount, piece => See(piece / KeyValueHeadCount, piece % KeyValueHeadCount, batch, queries, seen));
        return Output.Apply(seen, batch.RowCount, workers);
    }

    private void Place(int row, Batch batch, RotaryFrequencies? frequencies, FloatRows queries, FloatRows keys, FloatRows values)
    {
        var (segment, position) = (batch.SegmentOf(row), batch.PositionOf(row));
        QueryNorm?.Apply(queries[row]);
        KeyNorm?.Apply(keys[row]);
        if (frequencies is not null)
        {
            for (var head = 0; head < Source.HeadCount; head++)
            {
                frequencies.Rotate(queries[row].Slice(head * HeadDimension, HeadDimension), position);
            }

            for (var head = 0; head < KeyValueHeadCount; head++)
            {
                frequencies.Rotate(keys[row].Slice(head * HeadDimension, HeadDimension), position);
            }
        }

        for (var head = 0; head < KeyValueHeadCount; head++)
        {
            var part = head * HeadDimension;
            segment.State[Layer].Store(head, position, keys[row].Slice(part, HeadDimension), values[row].Slice(part, HeadDimension));
        }
    }

    private void See(int row, int keyValueHead, Batch batch, FloatRows queries, FloatRows result)
    {
        var (segment, position) = (batch.SegmentOf(row), batch.PositionOf(row));
        var cache = segment.State[Layer];
        var first = Source.Window is { } window ? Math.Max(0, position - window + 1) : 0;
        var end = Source.IsCausal ? position + 1 : segment.State.Length + segment.Count;
        var head = new AttentionHead(
            (nint)cache.Keys(keyValueHead), (nint)cache.Values(keyValueHead), HeadDimension, cache.Stride, first, end, Source.Scale, Source.SoftCap);
        var group = Source.HeadCount / KeyValueHeadCount;
        for (var i = keyValueHead * group; i < (keyValueHead + 1) * group; i++)
        {
            AttentionKernel.Compute(
                head, queries[row].Slice(i * HeadDimension, HeadDimension), result[row].Slice(i * HeadDimension, HeadDimension));
        }
    }
}
