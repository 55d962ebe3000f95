using MergeBuild.Checkpoints.PyTorch;
using MergeBuild.Testing;
using MergeBuild.Testing.PyTorch;

namespace MergeBuild.Checkpoints.Tests.PyTorch;

public sealed class WrongTensors
{
    [Theory]
    [InlineData(3)]
    [InlineData(1)]
    [InlineData(0)]
    public void A_storage_of_another_length_than_its_entry_is_refused(long count) => RefusedPickle.Items(
        "MB2119", items => items.Text("w").Tensor("FloatStorage", "0", count, 0, [0], [1]), 1, "'0'", "8 bytes", $"{count} elements");

    [Fact]
    public void A_storage_of_more_bytes_than_a_number_can_say_is_refused() => RefusedPickle.Items(
        "MB2120", items => items.Text("w").Tensor("FloatStorage", "0", long.MaxValue, 0, [2], [1]), 1);

    [Fact]
    public void A_storage_that_is_not_in_the_archive_is_refused() => RefusedPickle.Items(
        "MB2119", items => items.Text("w").Tensor("FloatStorage", "7", 2, 0, [2], [1]), 1, "'7'");

    [Fact]
    public void An_entry_that_no_tensor_uses_is_refused() => RefusedPickle.Items(
        "MB2112", items => items.Text("w").Tensor("FloatStorage", "0", 2, 0, [2], [1]), 2, "data/1");

    [Theory]
    [InlineData("../0")]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("٣")]
    [InlineData("1234567890123456789")]
    public void A_key_that_is_not_digits_is_refused(string key) => RefusedPickle.Items(
        "MB2114", items => items.Text("w").Tensor("FloatStorage", key, 2, 0, [2], [1]), 1, "digits");

    [Theory]
    [InlineData(1, new long[] { 2 }, new long[] { 1 })]
    [InlineData(0, new long[] { 3 }, new long[] { 1 })]
    [InlineData(0, new long[] { 2 }, new long[] { 2 })]
    [InlineData(2, new long[] { 1 }, new long[] { 1 })]
    [InlineData(-1, new long[] { 1 }, new long[] { 1 })]
    [InlineData(0, new long[] { -1 }, new long[] { 1 })]
    [InlineData(1, new long[] { 2 }, new long[] { -1 })]
    [InlineData(0, new long[] { 2 }, new long[] { })]
    [InlineData(long.MaxValue, new long[] { 1 }, new long[] { 1 })]
    [InlineData(0, new[] { 4294967296L, 4294967296L }, new long[] { 0, 0 })]
    [InlineData(0, new[] { 4194305L, 4194305, 211106198978564 }, new long[] { 0, 0, 0 })]
    [InlineData(0, new[] { 2L, 2L }, new[] { long.MaxValue, long.MaxValue })]
    public void A_tensor_that_leads_out_of_its_storage_is_refused(long offset, long[] sizes, long[] strides) => RefusedPickle.Items(
        "MB2120", items => items.Text("w").Tensor("FloatStorage", "0", 2, offset, sizes, strides), 1);

    [Fact]
    public void More_dimensions_than_PyTorch_has_are_refused() => RefusedPickle.Items(
        "MB2120", items => items.Text("w").Tensor("FloatStorage", "0", 2, 0, [.. Enumerable.Repeat(1L, 65)], [.. Enumerable.Repeat(1L, 65)]), 1, "65 sizes");

    [Theory]
    [InlineData(new long[] { 2, 2 }, new long[] { 1, 2 })]
    [InlineData(new long[] { 2 }, new long[] { 2 })]
    [InlineData(new long[] { 4 }, new long[] { 0 })]
    public void Elements_that_do_not_lie_in_order_are_refused_with_the_tensor_s_name(long[] sizes, long[] strides)
    {
        var pickle = TorchCheckpoint.StateDict(items => items.Text("layer.weight").Tensor("FloatStorage", "0", 4, 0, sizes, strides));
        RefusedPickle.Archive("MB2121", TorchCheckpoint.Archive(pickle, new byte[16]), "'layer.weight'");
    }

    [Fact]
    public void A_dictionary_in_the_dictionary_is_refused() => RefusedPickle.Items("MB2118", items => items.Text("state_dict").Do('}'), 0, "'state_dict' is not a tensor");

    [Fact]
    public void A_number_among_the_tensors_is_refused() => RefusedPickle.Items("MB2118", items => items.Text("epoch").Number(3), 0, "'epoch'");

    [Theory]
    [InlineData("../w", "MB2018")]
    [InlineData("", "MB2018")]
    [InlineData("a\nb", "MB2018")]
    public void Names_follow_the_rules_of_safetensors(string name, string code) =>
        RefusedPickle.Items(code, items => items.Text(name).Tensor("FloatStorage", "0", 2, 0, [2], [1]), 1);

    [Fact]
    public void Many_tensors_that_view_all_of_a_storage_are_refused()
    {
        var pickle = TorchCheckpoint.StateDict(items =>
        {
            for (var i = 0; i < 100; i++)
            {
                items.Text($"w{i}").Tensor("ByteStorage", "0", 100_000, 0, [100_000], [1]);
            }
        });
        RefusedPickle.Archive("MB2123", TorchCheckpoint.Archive(pickle, new byte[100_000]), "10000000 bytes");
    }

    [Fact]
    public void Metadata_that_would_change_the_numbers_are_refused() => RefusedPickle.Items("MB2114", items => items.Text("w").Call("torch._utils", "_rebuild_tensor_v2", arguments => arguments
        .Storage("FloatStorage", "0", 2).Number(0).Numbers(2).Numbers(1).Raw(0x89).Call("collections", "OrderedDict", _ => { }).Do('}').Text("neg").Raw(0x88).Do('s')), 1);
}
