using System.Buffers.Binary;
using System.Text;
using MergeBuild.Checkpoints.Safetensors;

namespace MergeBuild.Checkpoints.Tests.Safetensors;

public sealed class NewFileLayout
{
    [Fact]
    public void The_bytes_are_those_of_the_reference_writer()
    {
        var layout = new SafetensorsLayout(
            [new TensorDescription("a", DType.U8, [1]), new TensorDescription("c", DType.F32, [2]), new TensorDescription("b", DType.F32, [])],
            new Dictionary<string, string> { ["format"] = "pt" });
        const string Header =
            """{"__metadata__":{"format":"pt"},"b":{"dtype":"F32","shape":[],"data_offsets":[0,4]}""" +
            ""","c":{"dtype":"F32","shape":[2],"data_offsets":[4,12]},"a":{"dtype":"U8","shape":[1],"data_offsets":[12,13]}}""";
        var text = Encoding.UTF8.GetString(layout.Prefix.Span[8..]);
        Assert.Equal(Header, text.TrimEnd(' '));
        Assert.Equal(layout.Prefix.Length - 8, BinaryPrimitives.ReadInt64LittleEndian(layout.Prefix.Span));
        Assert.Equal(0, layout.Prefix.Length % 8);
        Assert.InRange(text.Length - Header.Length, 0, 7);
        Assert.Equal(layout.Prefix.Length + 13, layout.FileLength);
    }

    [Fact]
    public void Wider_types_come_first() =>
        Assert.Equal(
            Enum.GetValues<DType>().Reverse(),
            new SafetensorsLayout(Enum.GetValues<DType>().Select(dtype => new TensorDescription($"{dtype}", dtype, [8]))).Entries.Select(entry => entry.DType));

    [Theory]
    [InlineData("weight")]
    [InlineData("__metadata__")]
    public void A_name_that_is_taken_is_refused(string name) => Assert.Throws<ArgumentException>(() =>
        new SafetensorsLayout([new TensorDescription("weight", DType.F32, []), new TensorDescription(name, DType.U8, [])]));

    [Theory]
    [InlineData(DType.F4, 3)]
    [InlineData(DType.F6_E2M3, 2)]
    public void A_tensor_that_ends_within_a_byte_is_refused(DType dtype, long count) =>
        Assert.Throws<ArgumentException>(() => new SafetensorsLayout([new TensorDescription("weight", dtype, [count])]));

    [Fact]
    public void A_header_that_readers_refuse_is_not_written()
    {
        var metadata = new Dictionary<string, string> { ["note"] = new('x', SafetensorsHeader.MaximumLength) };
        Refused.With("MB2002", () => _ = new SafetensorsLayout([], metadata), "100000000");
    }
}
