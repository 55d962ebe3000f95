using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Testing;
using static MergeBuild.Testing.RawSafetensors;

namespace MergeBuild.Checkpoints.Tests.Safetensors;

public sealed class LegalFiles
{
    [Theory]
    [InlineData("{}")]
    [InlineData(" {}")]
    [InlineData("{}        ")]
    [InlineData("\t\r\n {} \t\r\n")]
    [InlineData("{ \"__metadata__\" : { } }")]
    public void A_file_of_no_tensors_is_accepted_with_white_space_around_the_header(string header) => Assert.Empty(Read(header, 0).Tensors);

    [Theory]
    [InlineData("[0]")]
    [InlineData("[2,0]")]
    [InlineData("[0,9223372036854775807]")]
    [InlineData("[4611686018427387904,0]")]
    public void A_tensor_of_no_elements_is_accepted(string shape) =>
        Assert.Equal((0, 0), Single(Read("{" + Entry("empty", "F64", shape, "[0,0]") + "}", 0)));

    [Fact]
    public void A_scalar_is_accepted() => Assert.Equal((1, 4), Single(Read("{" + Entry("scale", "F32", "[]", "[0,4]") + "}", 4)));

    [Fact]
    public void Sixty_four_dimensions_are_accepted() =>
        Assert.Equal((1, 4), Single(Read("{" + Entry("deep", "F32", "[" + string.Join(',', Enumerable.Repeat(1, 64)) + "]", "[0,4]") + "}", 4)));

    [Fact]
    public void Tensors_of_no_elements_may_stand_between_others()
    {
        var header = Read("{" + string.Join(',', Entry("c", "U8", "[0]", "[4,4]"), Entry("b", "U8", "[4]", "[0,4]"), Entry("a", "U8", "[0]", "[0,0]")) + "}", 4);
        Assert.Equal(["a", "b", "c"], header.Tensors.Select(tensor => tensor.Name));
    }

    [Theory]
    [InlineData("BOOL", 8)]
    [InlineData("F4", 4)]
    [InlineData("F6_E2M3", 6)]
    [InlineData("F6_E3M2", 6)]
    [InlineData("U8", 8)]
    [InlineData("I8", 8)]
    [InlineData("F8_E5M2", 8)]
    [InlineData("F8_E4M3", 8)]
    [InlineData("F8_E8M0", 8)]
    [InlineData("F8_E4M3FNUZ", 8)]
    [InlineData("F8_E5M2FNUZ", 8)]
    [InlineData("I16", 16)]
    [InlineData("U16", 16)]
    [InlineData("F16", 16)]
    [InlineData("BF16", 16)]
    [InlineData("I32", 32)]
    [InlineData("U32", 32)]
    [InlineData("F32", 32)]
    [InlineData("C64", 64)]
    [InlineData("F64", 64)]
    [InlineData("I64", 64)]
    [InlineData("U64", 64)]
    public void Every_dtype_of_the_format_is_accepted_with_its_size(string dtype, int bits)
    {
        var tensor = Assert.Single(Read("{" + Entry("weight", dtype, "[3,8]", $"[0,{3 * bits}]") + "}", 3 * bits).Tensors);
        Assert.Equal(dtype, tensor.DType.ToString());
        Assert.Equal(bits, tensor.DType.BitSize());
    }

    [Fact]
    public void There_are_twenty_two_dtypes() => Assert.Equal(22, DTypes.Names.Count);

    [Theory]
    [InlineData("\\u0077eight", "weight")]
    [InlineData("\\\"quoted\\\"", "\"quoted\"")]
    [InlineData("\\ud83d\\ude00", "\U0001F600")]
    [InlineData("encoder/layer_0/..x/w:0", "encoder/layer_0/..x/w:0")]
    [InlineData("日本", "日本")]
    public void Names_are_read_without_their_escapes(string written, string name) =>
        Assert.Equal(name, Assert.Single(Read("{" + Entry(written, "U8", "[1]", "[0,1]") + "}", 1).Tensors).Name);

    [Fact]
    public void Fields_may_stand_in_any_order() =>
        Assert.Single(Read("""{"w":{"data_offsets":[0,1],"shape":[1],"dtype":"U8"}}""", 1).Tensors);

    private static SafetensorsHeader Read(string header, int dataLength) => SafetensorsReader.Read(new BytesFile(Bytes(header, dataLength)));

    private static (long Elements, long Bytes) Single(SafetensorsHeader header)
    {
        var tensor = Assert.Single(header.Tensors);
        return (tensor.ElementCount, tensor.ByteLength);
    }
}
