using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Ledger;

namespace MergeBuild.Merging.Planning;

/// <summary>
/// Where the elements of an operand come from: a stored tensor as it is, or something computed from stored tensors
/// while they stream. Read range by range, from several threads at once.
/// </summary>
internal interface ITensorContent
{
    /// <summary>The type that the elements are stored in, or would be.</summary>
    DType DType { get; }

    /// <summary>Reads a range of elements as float32.</summary>
    /// <param name="files">The parents' open files.</param>
    /// <param name="firstElement">Index in the operand of the first element.</param>
    /// <param name="destination">As many elements as are wanted.</param>
    /// <param name="scratch">Eight bytes for each element, to use at will.</param>
    void Read(ParentFiles files, long firstElement, Span<float> destination, Span<byte> scratch);

    /// <summary>Adds all that decides a range of elements to a key.</summary>
    void Describe(KeyWriter key, long firstElement, long count);

    /// <summary>
    /// Lets go of what reading held in memory. Called when the tensor is finished; what wraps another content passes it on.
    /// </summary>
    void Release()
    {
    }
}
