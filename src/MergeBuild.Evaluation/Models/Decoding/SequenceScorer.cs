using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Models.Layers;
using MergeBuild.Evaluation.Numerics;

namespace MergeBuild.Evaluation.Models.Decoding;

/// <summary>Scores the ids of sequences, some hundred rows at a time.</summary>
/// <param name="network">The model.</param>
/// <param name="name">The model's directory, for messages.</param>
internal sealed class SequenceScorer(DecoderNetwork network, string name)
{
    /// <summary>Rows that go through the layers together: as many as a matrix product takes in one go.</summary>
    public const int RowsOfBatch = MatrixProduct.MaximumRows;

    // Logits of this many rows are in memory at a time.
    private const int RowsOfLogits = 8 * MatrixTile.Rows;

    /// <summary>Scores the requests in their order.</summary>
    public SequenceScores[] Score(IReadOnlyList<ScoreRequest> requests, CancellationToken cancellation)
    {
        using var beginnings = SharedBeginnings.Of(requests, network);
        beginnings.Run(network, RowsOfBatch, cancellation);
        var running = requests.Select((request, index) => new ScoredSequence(request, network, beginnings[index])).ToArray();
        try
        {
            for (var first = 0; first < running.Length;)
            {
                var parts = Take(running, ref first);
                if (parts.Count > 0)
                {
                    Run(parts, cancellation);
                }
            }
        }
        finally
        {
            Array.ForEach(running, sequence => sequence.Dispose());
        }

        return [.. running.Select(sequence => sequence.Scores)];
    }

    private static List<(ScoredSequence Sequence, int Start, int Count)> Take(ScoredSequence[] running, ref int first)
    {
        var parts = new List<(ScoredSequence, int, int)>();
        for (var room = RowsOfBatch; room > 0 && first < running.Length;)
        {
            var sequence = running[first];
            var (start, count) = sequence.Take(room);
            if (count > 0)
            {
                parts.Add((sequence, start, count));
                room -= count;
            }

            first += sequence.IsTaken ? 1 : 0;
        }

        return parts;
    }

    private void Run(List<(ScoredSequence Sequence, int Start, int Count)> parts, CancellationToken cancellation)
    {
        var batch = new Batch(parts.Select(part => (part.Sequence.State, part.Sequence.Request.Ids.Slice(part.Start, part.Count))));
        using var hidden = network.Run(batch, cancellation);
        var scored = new List<(ScoredSequence Sequence, int Position, int Row)>();
        foreach (var ((sequence, start, count), segment) in parts.Zip(batch.Segments))
        {
            for (var position = Math.Max(start, sequence.Request.FirstScored - 1); position < start + count; position++)
            {
                scored.Add((sequence, position, segment.FirstRow + position - start));
            }

            sequence.ReleaseIfDone();
        }

        foreach (var block in scored.Chunk(RowsOfLogits))
        {
            cancellation.ThrowIfCancellationRequested();
            ScoreRows(hidden, block);
        }
    }

    private void ScoreRows(FloatRows hidden, (ScoredSequence Sequence, int Position, int Row)[] block)
    {
        using var rows = network.Workers.Rows(block.Length, hidden.Width);
        for (var i = 0; i < block.Length; i++)
        {
            hidden[block[i].Row].CopyTo(rows[i]);
        }

        using var logits = network.Logits(rows);
        var results = new (double LogProbability, bool IsMostLikely)[block.Length];
        network.Workers.Run(block.Length, i =>
            results[i] = LogSoftmax.At(logits[i], block[i].Sequence.Request.Ids.Span[block[i].Position + 1]));
        for (var i = 0; i < block.Length; i++)
        {
            var (sequence, position, _) = block[i];
            if (double.IsNaN(results[i].LogProbability))
            {
                throw DiagnosticTable.ModelOutputNotFinite.Exception(name, position, sequence.Request.Ids.Length);
            }

            var index = position + 1 - sequence.Request.FirstScored;
            sequence.Scores.LogProbabilities[index] = (float)results[i].LogProbability;
            sequence.Scores.IsMostLikely[index] = results[i].IsMostLikely;
        }
    }
}
