namespace MergeBuild.Evaluation.Suites;

/// <summary>A text whose every token is scored.</summary>
/// <param name="Text">The text, of any length.</param>
public sealed record TextExample(string Text) : SuiteExample
{
    /// <inheritdoc/>
    public override SuiteKind Kind => SuiteKind.Perplexity;
}
