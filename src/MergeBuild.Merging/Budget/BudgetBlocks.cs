using MergeBuild.Checkpoints.Hashing;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Ledger;
using MergeBuild.Merging.Methods;
using MergeBuild.Merging.Planning;

namespace MergeBuild.Merging.Budget;

/// <summary>The blocks of a tensor as norms are taken and experts left out by: always of the usual length.</summary>
internal sealed class BudgetBlocks(TensorPlan tensor, MergeMethod method)
{
    // Raised when the same bytes would give another norm.
    private const string Meaning = "norm/1";

    private readonly BlockGrid _grid = tensor.GridFor(method, MergeEngineOptions.DefaultBlockLength);

    public TensorPlan Tensor => tensor;

    public int UnitLength => _grid.UnitLength;

    public int Length => _grid.BlockLength;

    public int Count => _grid.BlockCount;

    /// <summary>Whether there is anything to leave out.</summary>
    public bool HasTaskVectors => tensor.Base is not null && !tensor.IsCopy;

    /// <summary>The first element of a block, and how many it has.</summary>
    public (long First, int Count) Range(int block) => _grid.RangeOf(block);

    /// <summary>Bytes to read for a block of a source.</summary>
    public long BytesOf(SourceTensor source, int block) => source.Tensor.Entry.DType.ByteLength(Range(block).Count);

    /// <summary>Bytes to read for a source as a whole.</summary>
    public long BytesOf(SourceTensor source) => _grid.Blocks.Sum(block => BytesOf(source, block));

    /// <summary>What decides the norm of an expert's task vector in a block; null where content is not known yet.</summary>
    public Blake3Digest? NormKey(KeyWriter key, int expert, int block)
    {
        var (first, count) = Range(block);
        key.Begin().Add(Meaning);
        tensor.Base!.Content.Describe(key, first, count);
        tensor.Experts[expert].Content.Describe(key, first, count);
        return key.Digest;
    }
}
