using static MergeBuild.Testing.RawSafetensors;

namespace MergeBuild.Checkpoints.Tests.Safetensors;

public sealed class DataRanges
{
    [Theory]
    [InlineData(10)]
    [InlineData(100_000)]
    public void Many_tensors_on_one_range_are_refused(int count) =>
        Refused.Header("MB2016", Tensors(Enumerable.Range(0, count).Select(i => Entry($"t{i}", "F32", "[1]", "[0,4]"))), 4);

    [Fact]
    public void An_overlap_is_refused() =>
        Refused.Header("MB2016", Tensors([Entry("a", "F32", "[2]", "[0,8]"), Entry("b", "F32", "[2]", "[4,12]")]), 12, "'b'", "4", "8");

    [Fact]
    public void A_tensor_within_another_is_refused() =>
        Refused.Header("MB2016", Tensors([Entry("inner", "U8", "[1]", "[2,3]"), Entry("outer", "U8", "[4]", "[0,4]")]), 4, "inner");

    [Fact]
    public void An_empty_tensor_within_another_is_refused() =>
        Refused.Header("MB2016", Tensors([Entry("empty", "U8", "[0]", "[2,2]"), Entry("outer", "U8", "[4]", "[0,4]")]), 4, "empty");

    [Fact]
    public void A_hole_is_refused() =>
        Refused.Header("MB2016", Tensors([Entry("a", "F32", "[1]", "[0,4]"), Entry("b", "F32", "[1]", "[8,12]")]), 12, "'b'");

    [Fact]
    public void A_hole_before_the_first_tensor_is_refused() =>
        Refused.Header("MB2016", Tensors([Entry("a", "F32", "[1]", "[4,8]")]), 8, "'a'");

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(400)]
    public void Missing_and_trailing_bytes_are_refused(int dataLength) =>
        Refused.Header("MB2017", Tensors([Entry("a", "F32", "[1]", "[0,4]")]), dataLength);

    [Fact]
    public void Data_without_tensors_is_refused() => Refused.Header("MB2017", "{}", 1);

    private static string Tensors(IEnumerable<string> entries) => "{" + string.Join(',', entries) + "}";
}
