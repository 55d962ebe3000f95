using FsCheck;
using FsCheck.Fluent;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Diagnostics;
using MergeBuild.Testing;

namespace MergeBuild.Checkpoints.Tests.Safetensors;

public sealed class DamagedByte
{
    private static readonly SafetensorsLayout Sample = new(
        [
            new TensorDescription("é\"\\", DType.F32, []),
            new TensorDescription("empty", DType.I64, [2, 0]),
            new TensorDescription("packed", DType.F4, [2, 5]),
        ],
        new Dictionary<string, string> { ["format"] = "pt" });

    [Fact]
    public void Every_value_of_every_byte_of_a_header_is_refused_or_consistent()
    {
        var bytes = HeaderSamples.File(Sample);
        for (var position = 0; position < Sample.Prefix.Length; position++)
        {
            var original = bytes[position];
            for (var value = 0; value < 256; value++)
            {
                bytes[position] = (byte)value;
                AssertRefusedOrConsistent(bytes);
            }

            bytes[position] = original;
        }
    }

    [Fact]
    public void One_change_in_a_random_header_is_refused_or_consistent()
    {
        var changes =
            from tensors in HeaderSamples.Headers.Generator
            from position in Gen.Choose(0, int.MaxValue)
            from value in Gen.Choose(0, 255)
            select (tensors, position, value);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(5000), Prop.ForAll(changes.ToArbitrary(), change =>
        {
            var layout = new SafetensorsLayout(change.tensors);
            var bytes = HeaderSamples.File(layout);
            bytes[change.position % layout.Prefix.Length] = (byte)change.value;
            AssertRefusedOrConsistent(bytes);
        }));
    }

    [Fact]
    public void A_file_that_is_cut_anywhere_is_refused()
    {
        var bytes = HeaderSamples.File(Sample);
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Throws<MergeBuildException>(() => SafetensorsReader.Read(new BytesFile(bytes[..length])));
        }
    }

    // Consistent: the tensors tile the data exactly, each with the bytes that its dtype and shape need.
    private static void AssertRefusedOrConsistent(byte[] bytes)
    {
        SafetensorsHeader header;
        try
        {
            header = SafetensorsReader.Read(new BytesFile(bytes));
        }
        catch (MergeBuildException)
        {
            return;
        }

        var end = header.DataOffset;
        foreach (var tensor in header.Tensors)
        {
            Assert.Equal(end, tensor.Offset);
            Assert.Equal(tensor.ElementCount * tensor.DType.BitSize(), tensor.ByteLength * 8);
            end += tensor.ByteLength;
        }

        Assert.Equal(bytes.Length, end);
        Assert.Distinct(header.Tensors.Select(tensor => tensor.Name));
    }
}
