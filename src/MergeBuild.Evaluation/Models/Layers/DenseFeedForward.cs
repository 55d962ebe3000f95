using MergeBuild.Evaluation.Numerics;

namespace MergeBuild.Evaluation.Models.Layers;

/// <summary>down(f(gate(x)) · up(x)), or down(f(up(x))) without a gate.</summary>
internal sealed class DenseFeedForward(Linear? gate, Linear up, Linear down, ActivationKind activation) : IFeedForward
{
    // Long enough to be worth a thread's while, short enough to stay in its cache.
    private const int NumbersOfPiece = 1 << 14;

    /// <inheritdoc/>
    public FloatRows Apply(FloatRows x, Workers workers)
    {
        using var upper = workers.Rows(x.Count, up.Outputs);
        if (gate is null)
        {
            MatrixProduct.Run(x, x.Count, [up.To(upper)], workers);
            Activate(upper, null, workers);
            return down.Apply(upper, x.Count, workers);
        }

        using var gates = workers.Rows(x.Count, gate.Outputs);
        MatrixProduct.Run(x, x.Count, [gate.To(gates), up.To(upper)], workers);
        Activate(gates, upper, workers);
        return down.Apply(gates, x.Count, workers);
    }

    private void Activate(FloatRows rows, FloatRows? factors, Workers workers)
    {
        var pieces = (rows.Width + NumbersOfPiece - 1) / NumbersOfPiece;
        workers.Run(rows.Count * pieces, piece =>
        {
            var row = piece / pieces;
            var start = piece % pieces * NumbersOfPiece;
            var length = Math.Min(NumbersOfPiece, rows.Width - start);
            ActivationKernel.Apply(activation, rows[row].Slice(start, length), factors is null ? [] : factors[row].Slice(start, length));
        });
    }
}
