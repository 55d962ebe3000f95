namespace MergeBuild.Merging.Budget;

/// <summary>A part of an expert that a budget may leave out.</summary>
/// <param name="Tensor">Index of the tensor in the plan.</param>
/// <param name="Block">Index of the block in the tensor.</param>
/// <param name="Expert">Index of the expert in the tensor's operands.</param>
/// <param name="Bytes">Bytes to read for it.</param>
/// <param name="Contribution">The Euclidean norm of what it adds to the base: |c|·‖δ‖.</param>
internal readonly record struct ExpertBlock(int Tensor, int Block, int Expert, long Bytes, double Contribution) : IComparable<ExpertBlock>
{
    // Squares of norms of different blocks add up to that of the whole, so this is what a byte takes off the bound's square.
    private double Worth => Contribution * Contribution / Bytes;

    /// <summary>What adds most for a byte comes first, in squares of norms; of equals, what comes first in the plan.</summary>
    public int CompareTo(ExpertBlock other)
    {
        var order = other.Worth.CompareTo(Worth);
        return order != 0 ? order : (Tensor, Block, Expert).CompareTo((other.Tensor, other.Block, other.Expert));
    }
}
