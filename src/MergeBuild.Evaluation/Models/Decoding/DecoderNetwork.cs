using MergeBuild.Evaluation.Models.Layers;
using MergeBuild.Evaluation.Models.Rotary;
using MergeBuild.Evaluation.Numerics;

namespace MergeBuild.Evaluation.Models.Decoding;

/// <summary>The layers of a causal language model, from ids to logits.</summary>
internal sealed class DecoderNetwork : IDisposable
{
    /// <summary>Memory that goes with the network.</summary>
    public required IReadOnlyList<PackedMatrix> Matrices { get; init; }

    public required PackedMatrix Embedding { get; init; }

    /// <summary>Multiplies the embedding.</summary>
    public float EmbeddingScale { get; init; } = 1;

    /// <summary>Learned positions, or null.</summary>
    public PackedMatrix? Positions { get; init; }

    public required IReadOnlyList<TransformerLayer> Layers { get; init; }

    public required Normalization FinalNorm { get; init; }

    public required Linear Head { get; init; }

    public float LogitSoftCap { get; init; }

    public required Workers Workers { get; init; }

    /// <summary>The positional scalings of all layers, each once.</summary>
    public IEnumerable<IRotaryScaling> Rotaries => Layers.Select(layer => layer.Attention.Source.Rotary).OfType<IRotaryScaling>().Distinct();

    public SequenceState CreateState() => new(Layers.Select(layer => layer.Attention), Workers.Buffers);

    /// <summary>Sends the rows of a batch through all layers; what they are before the final norm.</summary>
    public FloatRows Run(Batch batch, CancellationToken cancellation)
    {
        var x = Workers.Rows(batch.RowCount, Embedding.Inputs);
        try
        {
            Embed(batch, x);
            foreach (var layer in Layers)
            {
                cancellation.ThrowIfCancellationRequested();
                layer.Apply(x, batch, Workers);
            }
        }
        catch
        {
            x.Dispose();
            throw;
        }

        batch.Advance();
        return x;
    }

    /// <summary>The logits of rows; the rows are normalised in place.</summary>
    public FloatRows Logits(FloatRows rows)
    {
        FinalNorm.Apply(rows, Workers);
        var logits = Head.Apply(rows, rows.Count, Workers);
        if (LogitSoftCap > 0)
        {
            RowPieces.Run(logits.Count, Workers, row => SoftCapping.Apply(logits[row], LogitSoftCap));
        }

        return logits;
    }

    public void Dispose()
    {
        foreach (var matrix in Matrices)
        {
            matrix.Dispose();
        }

        Workers.Buffers.Dispose();
    }

    private void Embed(Batch batch, FloatRows x)
    {
        RowPieces.Run(batch.RowCount, Workers, row =>
        {
            var target = x[row];
            Embedding.CopyRow(batch.IdOf(row), target);
            if (EmbeddingScale != 1)
            {
                for (var i = 0; i < target.Length; i++)
                {
                    target[i] *= EmbeddingScale;
                }
            }

            if (Positions is not null)
            {
                Span<float> position = new float[target.Length];
                Positions.CopyRow(batch.PositionOf(row), position);
                for (var i = 0; i < target.Length; i++)
                {
                    target[i] += position[i];
                }
            }
        });
    }
}
