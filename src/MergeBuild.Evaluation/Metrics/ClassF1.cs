using MergeBuild.Evaluation.Results;

namespace MergeBuild.Evaluation.Metrics;

/// <summary>The harmonic mean of precision and recall of one class: 2·TP/(2·TP + FP + FN).</summary>
internal static class ClassF1
{
    public static double Of(IReadOnlyList<ExampleResult> examples, int label)
    {
        var predicted = examples.Count(example => example.Predicted == label);
        var expected = examples.Count(example => example.Label == label);
        return TokenOverlap.F1(examples.Count(example => example.Predicted == label && example.Label == label), predicted, expected);
    }
}
