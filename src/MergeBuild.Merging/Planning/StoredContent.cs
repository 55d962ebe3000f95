using System.Runtime.InteropServices;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Checkpoints.Numbers;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Ledger;

namespace MergeBuild.Merging.Planning;

/// <summary>A stored tensor as it is.</summary>
internal sealed class StoredContent(StoredTensor tensor) : ITensorContent
{
    public DType DType => tensor.Entry.DType;

    public void Read(ParentFiles files, long firstElement, Span<float> destination, Span<byte> scratch)
    {
        if (DType == DType.F32)
        {
            ReadBytes(files, firstElement, MemoryMarshal.AsBytes(destination));
            return;
        }

        var bytes = scratch[..(destination.Length * DType.ByteSize())];
        ReadBytes(files, firstElement, bytes);
        DTypeConversion.Widen(DType, bytes, destination);
    }

    /// <summary>Reads stored bytes from an element on.</summary>
    public void ReadBytes(ParentFiles files, long firstElement, Span<byte> destination) =>
        files.Open(tensor.Shard).ReadExactly(destination, tensor.Entry.Offset + DType.ByteLength(firstElement));

    public void Describe(KeyWriter key, long firstElement, long count)
    {
        var start = DType.ByteLength(firstElement);
        key.Add("stored").Add(DType.ToString()).Add(tensor.Shard, tensor.Entry.Offset + start, DType.ByteLength(count));
    }
}
