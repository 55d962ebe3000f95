using MergeBuild.Checkpoints.Adapters;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Ledger;
using MergeBuild.Merging.Planning;

namespace MergeBuild.Merging.Adapters;

/// <summary>A bias with the scaled bias of a factor added: b₀ + s·b.</summary>
internal sealed class BiasedContent(ITensorContent inner, BiasUpdate update) : ITensorContent
{
    private const int RunLength = 256;

    private readonly StoredContent _bias = new(update.Tensor);

    public DType DType => inner.DType;

    public void Read(ParentFiles files, long firstElement, Span<float> destination, Span<byte> scratch)
    {
        inner.Read(files, firstElement, destination, scratch);
        Span<float> numbers = stackalloc float[RunLength];
        for (var done = 0; done < destination.Length; done += RunLength)
        {
            var part = destination[done..Math.Min(done + RunLength, destination.Length)];
            _bias.Read(files, firstElement + done, numbers[..part.Length], scratch);
            for (var i = 0; i < part.Length; i++)
            {
                part[i] = (float)(part[i] + (update.Scaling * numbers[i]));
            }
        }
    }

    public void Describe(KeyWriter key, long firstElement, long count)
    {
        key.Add("biased").Add(update.Scaling);
        inner.Describe(key, firstElement, count);
        _bias.Describe(key, firstElement, count);
    }

    public void Release() => inner.Release();
}
