using MergeBuild.Merging.Planning;

namespace MergeBuild.Merging.Engine;

/// <summary>Takes the finished bytes of tensors. Called by several threads at once, for different ranges in any order.</summary>
public interface IResultSink
{
    /// <summary>Takes a range of a tensor's bytes.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="offset">Offset of the range from the tensor's first byte.</param>
    /// <param name="bytes">The bytes, valid only during the call.</param>
    void Write(TensorPlan tensor, long offset, ReadOnlySpan<byte> bytes);
}
