using MergeBuild.Evaluation.Results;

namespace MergeBuild.Evaluation.Gates.Sums;

/// <summary>F1 of classes: of each class, how often it is right, predicted, and the label.</summary>
/// <param name="classes">How many classes the classifier has.</param>
/// <param name="only">The class whose F1 is meant; null for the mean over the classes that occur.</param>
internal sealed class ClassSums(int classes, int? only) : IMetricSums
{
    private const int SumsOfClass = 3;

    public int Width => SumsOfClass * classes;

    public bool TryAdd(ExampleResult example, Span<double> sums)
    {
        if (example.Label is not { } label || example.Predicted is not { } predicted || label >= classes || predicted >= classes)
        {
            return false;
        }

        sums[SumsOfClass * label] += predicted == label ? 1 : 0;
        sums[(SumsOfClass * predicted) + 1]++;
        sums[(SumsOfClass * label) + 2]++;
        return true;
    }

    public double Value(ReadOnlySpan<double> sums)
    {
        var (total, count) = (0.0, 0);
        for (var label = only ?? 0; label <= (only ?? classes - 1); label++)
        {
            var occurrences = sums[(SumsOfClass * label) + 1] + sums[(SumsOfClass * label) + 2];
            if (occurrences > 0)
            {
                total += 2 * sums[SumsOfClass * label] / occurrences;
                count++;
            }
        }

        return total / count;
    }
}
