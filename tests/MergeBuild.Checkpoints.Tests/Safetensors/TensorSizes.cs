using static MergeBuild.Testing.RawSafetensors;

namespace MergeBuild.Checkpoints.Tests.Safetensors;

public sealed class TensorSizes
{
    [Theory]
    [InlineData("[2,9223372036854775807]")]
    [InlineData("[4194305,4194305,211106198978564]")]
    [InlineData("[4294967296,4294967296]")]
    [InlineData("[4294967296,4294967296,0]")]
    [InlineData("[9223372036854775807]")]
    [InlineData("[1152921504606846976]")]
    public void A_product_that_overflows_is_refused(string shape) =>
        Refused.Header("MB2013", "{" + Entry("weight", "F64", shape, "[0,8]") + "}", 8, "weight");

    [Fact]
    public void A_dimension_of_two_to_the_64_less_two_is_refused() =>
        Refused.Header("MB2010", "{" + Entry("weight", "F32", "[2,18446744073709551614]", "[0,4]") + "}", 4, "weight");

    [Theory]
    [InlineData("F4", "[1]")]
    [InlineData("F4", "[3,5]")]
    [InlineData("F6_E2M3", "[2]")]
    [InlineData("F6_E3M2", "[7]")]
    public void A_tensor_that_ends_within_a_byte_is_refused(string dtype, string shape) =>
        Refused.Header("MB2014", "{" + Entry("weight", dtype, shape, "[0,1]") + "}", 1, "weight");

    [Theory]
    [InlineData("F32", "[1]", "[0,3]")]
    [InlineData("F32", "[1]", "[0,5]")]
    [InlineData("F32", "[2,2]", "[0,4]")]
    [InlineData("F32", "[2,0]", "[0,4]")]
    [InlineData("F32", "[]", "[0,0]")]
    [InlineData("F4", "[4]", "[0,4]")]
    [InlineData("F32", "[1]", "[4,0]")]
    [InlineData("F32", "[1]", "[0,9223372036854775807]")]
    [InlineData("U8", "[0]", "[9223372036854775807,9223372036854775807]")]
    public void Offsets_that_do_not_span_the_size_are_refused(string dtype, string shape, string offsets) =>
        Refused.Header("MB2015", "{" + Entry("weight", dtype, shape, offsets) + "}", 4, "weight", dtype);

    [Fact]
    public void A_size_that_exceeds_all_files_only_with_the_header_is_refused()
    {
        var parts = Enumerable.Range(0, 8).Select(part =>
        {
            var begin = (long)part << 60;
            var length = part == 7 ? (1L << 60) - 8 : 1L << 60;
            return Entry($"part{part}", "U8", $"[{length / 8},8]", $"[{begin},{begin + length}]");
        });
        Refused.Header("MB2013", "{" + string.Join(',', parts) + "}");
    }
}
