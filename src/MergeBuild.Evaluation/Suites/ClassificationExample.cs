namespace MergeBuild.Evaluation.Suites;

/// <summary>A text whose class a classifier names.</summary>
/// <param name="Prompt">The text.</param>
/// <param name="Label">The name of the class in the model's <c>id2label</c>, or its number in digits.</param>
public sealed record ClassificationExample(string Prompt, string Label) : SuiteExample
{
    /// <inheritdoc/>
    public override SuiteKind Kind => SuiteKind.Classification;
}
