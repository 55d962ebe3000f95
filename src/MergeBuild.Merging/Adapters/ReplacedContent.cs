using MergeBuild.Checkpoints.Models;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Ledger;
using MergeBuild.Merging.Planning;

namespace MergeBuild.Merging.Adapters;

/// <summary>An adapter's tensor in the place of the base's; the result keeps the type of the base's.</summary>
internal sealed class ReplacedContent(StoredTensor baseTensor, StoredTensor replacement) : ITensorContent
{
    private readonly StoredContent _content = new(replacement);

    public DType DType => baseTensor.Entry.DType;

    public void Read(ParentFiles files, long firstElement, Span<float> destination, Span<byte> scratch) =>
        _content.Read(files, firstElement, destination, scratch);

    public void Describe(KeyWriter key, long firstElement, long count)
    {
        key.Add("replaced");
        _content.Describe(key, firstElement, count);
    }
}
