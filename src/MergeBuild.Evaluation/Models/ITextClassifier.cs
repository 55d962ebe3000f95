namespace MergeBuild.Evaluation.Models;

/// <summary>An encoder with a classification head.</summary>
public interface ITextClassifier : IDisposable
{
    /// <summary>Names of the labels by index, as <c>id2label</c> states them.</summary>
    IReadOnlyList<string> Labels { get; }

    /// <summary>The most positions that it was made for.</summary>
    int ContextLength { get; }

    /// <summary>The logits of each sequence, one a label; sequences of unequal length do not influence one another.</summary>
    IReadOnlyList<float[]> Classify(IReadOnlyList<ReadOnlyMemory<int>> batch, CancellationToken cancellation);
}
