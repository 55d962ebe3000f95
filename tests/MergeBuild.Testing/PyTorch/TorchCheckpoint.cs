using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Testing.Models;

namespace MergeBuild.Testing.PyTorch;

/// <summary>State dicts as torch.save writes them.</summary>
public static class TorchCheckpoint
{
    /// <summary>A model's tensors, one storage each.</summary>
    public static byte[] Of(TinyModel model) => Of([.. model.Tensors.Values]);

    /// <summary>Tensors, one storage each.</summary>
    public static byte[] Of(IReadOnlyList<TinyTensor> tensors)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        var pickle = StateDict(items =>
        {
            foreach (var (tensor, key) in tensors.Select((tensor, key) => (tensor, key)))
            {
                long[] sizes = [.. tensor.Description.Shape];
                items.Text(tensor.Name).Tensor(TypeOf(tensor.Description.DType), $"{key}", tensor.Description.ElementCount, 0, sizes, Strides(sizes));
            }
        });
        return Archive(pickle, [.. tensors.Select(tensor => tensor.Bytes.ToArray())]).ToArray();
    }

    /// <summary>A pickle of an ordered dictionary with the given items and, as its attribute, the versions that torch adds.</summary>
    public static byte[] StateDict(Action<PickleWriter> items) => PickleWriter.Begin()
        .Call("collections", "OrderedDict", _ => { }).Raw((byte)'q', 0)
        .Do('(').With(items).Do('u')
        .Do('}').Text("_metadata").Call("collections", "OrderedDict", _ => { }).Text("").Do('}').Text("version").Number(1).Do('s').Do('s').Do('s').Do('b')
        .Stop();

    /// <summary>An archive of a pickle and its storages.</summary>
    public static TorchArchive Archive(byte[] pickle, params byte[][] storages) => new(
    [
        new TorchEntry("pytorch_model/data.pkl", pickle),
        new TorchEntry("pytorch_model/byteorder", "little"u8.ToArray()),
        .. storages.Select((bytes, key) => new TorchEntry($"pytorch_model/data/{key}", bytes)),
        new TorchEntry("pytorch_model/version", "3\n"u8.ToArray()),
        new TorchEntry("pytorch_model/.data/serialization_id", "0123456789"u8.ToArray()),
    ]);

    /// <summary>The strides of elements that lie in order.</summary>
    public static long[] Strides(long[] sizes)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        var strides = new long[sizes.Length];
        var stride = 1L;
        for (var i = sizes.Length - 1; i >= 0; i--)
        {
            (strides[i], stride) = (stride, stride * Math.Max(1, sizes[i]));
        }

        return strides;
    }

    private static string TypeOf(DType dtype) => dtype switch
    {
        DType.F64 => "DoubleStorage",
        DType.F32 => "FloatStorage",
        DType.F16 => "HalfStorage",
        DType.BF16 => "BFloat16Storage",
        DType.I64 => "LongStorage",
        DType.I32 => "IntStorage",
        DType.I16 => "ShortStorage",
        DType.I8 => "CharStorage",
        DType.U8 => "ByteStorage",
        DType.BOOL => "BoolStorage",
        _ => throw new ArgumentException($"PyTorch has no typed storage for {dtype}.", nameof(dtype)),
    };
}
