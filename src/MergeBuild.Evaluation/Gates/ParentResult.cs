using MergeBuild.Evaluation.Results;

namespace MergeBuild.Evaluation.Gates;

/// <summary>What a parent is worth on a suite, from its baseline.</summary>
/// <param name="Name">The parent's name in the project.</param>
/// <param name="Result">Its result.</param>
/// <param name="IsBase">Whether it is the base model, so that a loss is one of forgetting.</param>
public sealed record ParentResult(string Name, EvaluationResult Result, bool IsBase = false)
{
    /// <summary>Whether it is no parent but the merge that was accepted last.</summary>
    public bool IsAccepted { get; init; }
}
