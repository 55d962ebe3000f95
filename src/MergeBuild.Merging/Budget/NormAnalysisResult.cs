using MergeBuild.Merging.Engine;

namespace MergeBuild.Merging.Budget;

/// <summary>What an analysis did.</summary>
/// <param name="BytesRead">Bytes read from the parents, hashing included.</param>
/// <param name="BlocksAnalysed">Blocks of the result whose experts, or some of them, were read.</param>
/// <param name="BlockCount">All blocks.</param>
public sealed record NormAnalysisResult(long BytesRead, long BlocksAnalysed, long BlockCount)
{
    /// <summary>One line: <c>read 1.2 GB, analysed 80 of 8,000 blocks</c>.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"read {ByteText.Of(BytesRead)}, analysed {BlocksAnalysed:N0} of {BlockCount:N0} blocks");
}
