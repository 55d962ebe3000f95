using System.Collections.Immutable;
using MergeBuild.Evaluation.Suites;

namespace MergeBuild.Evaluation.Running;

/// <summary>An example in tokens.</summary>
/// <param name="Example">The example.</param>
/// <param name="Prompt">What is given: the prompt, the text to classify, or the tokens before a text.</param>
/// <param name="Continuations">What is scored: the reference answer, all choices, or the text.</param>
internal sealed record PreparedExample(SuiteExample Example, int[] Prompt, ImmutableArray<int[]> Continuations)
{
    /// <summary>Tokens in all; examples of a batch have similar numbers.</summary>
    public int Length { get; } = Prompt.Length + Continuations.Sum(continuation => continuation.Length);
}
