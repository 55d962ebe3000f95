using System.Collections.Immutable;
using MergeBuild.Evaluation.Results;

namespace MergeBuild.Evaluation.Metrics;

/// <summary>What a metric sees of an example.</summary>
internal sealed record ExampleEvidence
{
    /// <summary>What the model made of the example, without values of metrics.</summary>
    public required ExampleResult Result { get; init; }

    /// <summary>The accepted answers, the reference first.</summary>
    public ImmutableArray<string> Answers { get; init; } = [];

    /// <summary>Bytes of UTF-8 of each choice.</summary>
    public ImmutableArray<int> ChoiceLengths { get; init; } = [];

    /// <summary>How answers are compared.</summary>
    public required AnswerComparison Comparison { get; init; }

    /// <summary>What marks an output as a refusal.</summary>
    public required RefusalPatterns Refusals { get; init; }

    /// <summary>The part of the output that is the answer; empty where a pattern found none.</summary>
    public string Answer => Result.Extracted ?? (Comparison.HasPattern ? "" : Result.Output ?? "");
}
