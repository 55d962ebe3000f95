using MergeBuild.Evaluation.Metrics;
using MergeBuild.Evaluation.Results;

namespace MergeBuild.Evaluation.Gates.Sums;

/// <summary>The expected calibration error: of each bin, the number of examples, their confidences, and how many are right.</summary>
internal sealed class CalibrationSums : IMetricSums
{
    private const int SumsOfBin = 3;

    public int Width => SumsOfBin * CalibrationError.BinCount;

    public bool TryAdd(ExampleResult example, Span<double> sums)
    {
        if (example.LogProbabilities.IsEmpty || example.Label is not { } label || example.Predicted is not { } predicted)
        {
            return false;
        }

        var confidence = Probabilities.Softmax(example.LogProbabilities)[predicted];
        var bin = Math.Clamp((int)Math.Ceiling(confidence * CalibrationError.BinCount) - 1, 0, CalibrationError.BinCount - 1);
        sums[SumsOfBin * bin]++;
        sums[(SumsOfBin * bin) + 1] += confidence;
        sums[(SumsOfBin * bin) + 2] += predicted == label ? 1 : 0;
        return true;
    }

    // n_b/N·|right/n_b − confidence/n_b| is |right − confidence|/N.
    public double Value(ReadOnlySpan<double> sums)
    {
        var (count, gaps) = (0.0, 0.0);
        for (var start = 0; start < sums.Length; start += SumsOfBin)
        {
            count += sums[start];
            gaps += Math.Abs(sums[start + 2] - sums[start + 1]);
        }

        return gaps / count;
    }
}
