using System.Collections.Immutable;

namespace MergeBuild.Evaluation.Suites;

/// <summary>A prompt with possible continuations, one of which is right.</summary>
/// <param name="Prompt">The prompt.</param>
/// <param name="Choices">Two or more continuations, written as they follow the prompt.</param>
/// <param name="Label">The index of the right one.</param>
public sealed record MultipleChoiceExample(string Prompt, ImmutableArray<string> Choices, int Label) : SuiteExample
{
    /// <inheritdoc/>
    public override SuiteKind Kind => SuiteKind.MultipleChoice;
}
