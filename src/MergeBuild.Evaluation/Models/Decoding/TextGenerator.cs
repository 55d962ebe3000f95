using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Models.Layers;
using MergeBuild.Evaluation.Numerics;

namespace MergeBuild.Evaluation.Models.Decoding;

/// <summary>Continues prompts side by side: each step sends the newest id of every prompt through the model together.</summary>
/// <param name="network">The model.</param>
/// <param name="name">The model's directory, for messages.</param>
internal sealed class TextGenerator(DecoderNetwork network, string name)
{
    /// <summary>Continues the prompts; results in their order.</summary>
    public int[][] Generate(IReadOnlyList<GenerationRequest> requests, CancellationToken cancellation)
    {
        var all = requests.Select(request => new GeneratedSequence(request, network)).ToArray();
        try
        {
            while (all.Where(sequence => !sequence.IsDone).ToArray() is { Length: > 0 } running)
            {
                Step(running, cancellation);
            }
        }
        finally
        {
            Array.ForEach(all, sequence => sequence.Dispose());
        }

        return [.. all.Select(sequence => sequence.Generated)];
    }

    // Sends what is pending of the running sequences through the model, until each has its next id.
    private void Step(GeneratedSequence[] running, CancellationToken cancellation)
    {
        var waiting = new Queue<GeneratedSequence>(running);
        while (waiting.Count > 0)
        {
            var parts = new List<GeneratedSequence>();
            var batchParts = new List<(SequenceState, ReadOnlyMemory<int>)>();
            for (var room = SequenceScorer.RowsOfBatch; room > 0 && waiting.Count > 0;)
            {
                var sequence = waiting.Peek();
                var ids = sequence.TakePending(room);
                parts.Add(sequence);
                batchParts.Add((sequence.State, ids));
                room -= ids.Length;
                if (!sequence.HasPending)
                {
                    waiting.Dequeue();
                }
            }

            Run(parts, new Batch(batchParts), cancellation);
        }
    }

    private void Run(List<GeneratedSequence> parts, Batch batch, CancellationToken cancellation)
    {
        using var hidden = network.Run(batch, cancellation);
        var ready = parts.Zip(batch.Segments).Where(pair => !pair.First.HasPending).ToArray();
        foreach (var block in ready.Chunk(MatrixTile.Rows))
        {
            using var rows = network.Workers.Rows(block.Length, hidden.Width);
            for (var i = 0; i < block.Length; i++)
            {
                hidden[block[i].Second.FirstRow + block[i].Second.Count - 1].CopyTo(rows[i]);
            }

            using var logits = network.Logits(rows);
            for (var i = 0; i < block.Length; i++)
            {
                Choose(block[i].First, logits[i]);
            }
        }
    }

    private void Choose(GeneratedSequence sequence, ReadOnlySpan<float> logits)
    {
        if (!LogSoftmax.AreFinite(logits))
        {
            throw DiagnosticTable.ModelOutputNotFinite.Exception(name, sequence.Length - 1, sequence.Length);
        }

        sequence.Add(TokenSampler.Next(logits, sequence.Request.Sampling, sequence.GeneratedCount));
    }
}
