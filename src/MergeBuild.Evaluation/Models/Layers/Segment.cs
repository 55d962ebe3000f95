namespace MergeBuild.Evaluation.Models.Layers;

/// <summary>The next positions of a sequence, as some rows of a batch.</summary>
/// <param name="State">The sequence.</param>
/// <param name="Ids">The ids at those positions.</param>
/// <param name="FirstRow">The first of the rows.</param>
internal readonly record struct Segment(SequenceState State, ReadOnlyMemory<int> Ids, int FirstRow)
{
    public int Count => Ids.Length;
}
