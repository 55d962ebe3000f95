using System.Collections;

namespace MergeBuild.Merging.Budget;

/// <summary>Which experts are left out of which blocks of a tensor. There, their task vectors count as zero.</summary>
internal sealed class ExpertOmissions(int blockLength, int blockCount, int expertCount)
{
    private readonly BitArray _omitted = new(checked(blockCount * expertCount));

    /// <summary>Elements of a block; the last may have fewer.</summary>
    public int BlockLength => blockLength;

    /// <summary>Leaves an expert out of a block.</summary>
    public void Omit(int expert, int block) => _omitted[(block * expertCount) + expert] = true;

    /// <summary>Whether an expert is left out of the block that begins at an element.</summary>
    public bool Omits(int expert, long firstElement) => _omitted[((int)(firstElement / blockLength) * expertCount) + expert];
}
