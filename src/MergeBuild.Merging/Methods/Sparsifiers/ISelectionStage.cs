namespace MergeBuild.Merging.Methods.Sparsifiers;

/// <summary>One reading of a tensor on the way to its k-th largest magnitude.</summary>
internal interface ISelectionStage : IDisposable
{
    /// <summary>Whether the stage does without a range of units.</summary>
    bool Skips(long firstElement, int count);

    /// <summary>Takes in a unit. Called by several threads at once, for different units in any order.</summary>
    void Accumulate(ReadOnlySpan<float> elements, long firstElement);
}
