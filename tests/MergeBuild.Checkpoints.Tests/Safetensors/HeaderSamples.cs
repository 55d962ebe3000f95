using FsCheck;
using FsCheck.Fluent;
using MergeBuild.Checkpoints.Safetensors;

namespace MergeBuild.Checkpoints.Tests.Safetensors;

/// <summary>Random headers that the format allows.</summary>
internal static class HeaderSamples
{
    private static readonly Gen<string> Names = Gen.Choose(1, 8)
        .SelectMany(length => Gen.Elements("abcW.0_:/\"\\\u00e9\u65e5\U0001F600\u2028<&\u200F".EnumerateRunes().Select(rune => rune.ToString()).ToArray())
            .ArrayOf(length))
        .Select(parts => string.Concat(parts))
        .Where(name => name[0] is not ('/' or '\\') && !name.Contains("..", StringComparison.Ordinal) &&
            !name.Contains(":/", StringComparison.Ordinal) && !name.Contains(":\\", StringComparison.Ordinal));

    private static readonly Gen<TensorDescription> Tensors =
        from name in Names
        from dtype in Gen.Elements(Enum.GetValues<DType>())
        from rank in Gen.Choose(0, 4)
        from shape in Gen.Choose(0, 5).ArrayOf(rank)
        select new TensorDescription(name, dtype, [.. shape.Select(dimension => (long)dimension), .. WholeBytes(dtype)]);

    public static Arbitrary<TensorDescription[]> Headers { get; } = Gen.Choose(0, 12)
        .SelectMany(count => Tensors.ArrayOf(count))
        .Select(tensors => tensors.DistinctBy(tensor => tensor.Name.Normalize()).ToArray())
        .ToArbitrary();

    public static byte[] File(SafetensorsLayout layout)
    {
        var bytes = new byte[layout.FileLength];
        layout.Prefix.CopyTo(bytes);
        return bytes;
    }

    private static long[] WholeBytes(DType dtype) => dtype.BitSize() % 8 == 0 ? [] : [8];
}
