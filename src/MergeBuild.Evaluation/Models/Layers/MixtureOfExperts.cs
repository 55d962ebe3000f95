using MergeBuild.Evaluation.Numerics;

namespace MergeBuild.Evaluation.Models.Layers;

/// <summary>
/// Each row goes through the experts that the router finds most probable for it, and gets their results weighted by those
/// probabilities, added up in the order of the experts. Of equally probable experts the first is taken.
/// </summary>
internal sealed class MixtureOfExperts(Linear router, IFeedForward[] experts, int chosen, bool isNormalized) : IFeedForward
{
    /// <inheritdoc/>
    public FloatRows Apply(FloatRows x, Workers workers)
    {
        using var scores = router.Apply(x, x.Count, workers);
        RowPieces.Run(x.Count, workers, row => Choose(scores[row]));
        var result = workers.Rows(x.Count, x.Width);
        RowPieces.Run(x.Count, workers, row => result[row].Clear());
        for (var expert = 0; expert < experts.Length; expert++)
        {
            var rows = RowsOf(scores, expert);
            if (rows.Length > 0)
            {
                Add(x, scores, expert, rows, result, workers);
            }
        }

        return result;
    }

    // Scores become weights, 0 for an expert that is not chosen. Probabilities are positive, so −1 takes one out.
    private void Choose(Span<float> scores)
    {
        var largest = float.NegativeInfinity;
        foreach (var score in scores)
        {
            largest = score > largest ? score : largest;
        }

        var sum = 0f;
        for (var i = 0; i < scores.Length; i++)
        {
            ScalarExponential(ref scores[i], largest);
            sum += scores[i];
        }

        Span<float> weights = new float[scores.Length];
        var chosenSum = 0f;
        for (var n = 0; n < chosen; n++)
        {
            var best = Best(scores);
            weights[best] = scores[best] / sum;
            chosenSum += weights[best];
            scores[best] = -1;
        }

        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] = isNormalized ? weights[i] / chosenSum : weights[i];
        }
    }

    private static unsafe void ScalarExponential(ref float score, float largest)
    {
        fixed (float* place = &score)
        {
            ScalarLanes.Store(ElementFunctions.Exp(ScalarLanes.Of(*place - largest)), place);
        }
    }

    private static int Best(ReadOnlySpan<float> scores)
    {
        var best = 0;
        for (var i = 1; i < scores.Length; i++)
        {
            best = scores[i] > scores[best] ? i : best;
        }

        return best;
    }

    private static int[] RowsOf(FloatRows weights, int expert)
    {
        var rows = new List<int>();
        for (var row = 0; row < weights.Count; row++)
        {
            // NaN counts as chosen, so that it is not lost.
            if (weights[row][expert] != 0)
            {
                rows.Add(row);
            }
        }

        return [.. rows];
    }

    private void Add(FloatRows x, FloatRows weights, int expert, int[] rows, FloatRows result, Workers workers)
    {
        using var inputs = workers.Rows(rows.Length, x.Width);
        for (var i = 0; i < rows.Length; i++)
        {
            x[rows[i]].CopyTo(inputs[i]);
        }

        using var outputs = experts[expert].Apply(inputs, workers);
        for (var i = 0; i < rows.Length; i++)
        {
            var target = result[rows[i]];
            var source = outputs[i];
            var weight = weights[rows[i]][expert];
            for (var j = 0; j < target.Length; j++)
            {
                target[j] += source[j] * weight;
            }
        }
    }
}
