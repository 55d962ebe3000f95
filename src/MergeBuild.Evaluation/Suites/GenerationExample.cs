using System.Collections.Immutable;

namespace MergeBuild.Evaluation.Suites;

/// <summary>A prompt that the model continues.</summary>
/// <param name="Prompt">The prompt.</param>
/// <param name="Answers">The accepted continuations, the reference first; empty where there is nothing to compare with.</param>
public sealed record GenerationExample(string Prompt, ImmutableArray<string> Answers) : SuiteExample
{
    /// <inheritdoc/>
    public override SuiteKind Kind => SuiteKind.Generation;
}
