using FsCheck;
using FsCheck.Fluent;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Testing;

namespace MergeBuild.Checkpoints.Tests.Safetensors;

public sealed class WrittenThenRead
{
    private static readonly Config Thousand = Config.QuickThrowOnFailure.WithMaxTest(1000);

    [Fact]
    public void Every_header_comes_back_as_it_was_written() => Check.One(Thousand, Prop.ForAll(HeaderSamples.Headers, tensors =>
    {
        var layout = new SafetensorsLayout(tensors);
        var header = Read(layout);
        Assert.Equal(layout.Entries.Select(Inventory).Order(), header.Tensors.Select(Inventory).Order());
        Assert.Equal(layout.Prefix.Length, header.DataOffset);
    }));

    [Fact]
    public void The_order_in_which_tensors_are_given_changes_nothing() => Check.One(Thousand, Prop.ForAll(HeaderSamples.Headers, tensors =>
        new SafetensorsLayout(tensors).Prefix.Span.SequenceEqual(new SafetensorsLayout(tensors.Reverse()).Prefix.Span)));

    [Fact]
    public void Metadata_comes_back_and_is_written_in_order()
    {
        var forwards = new Dictionary<string, string> { ["b"] = "\"2\"\n", ["B"] = "", ["a"] = "日本" };
        var backwards = forwards.Reverse().ToDictionary();
        var layout = new SafetensorsLayout([], forwards);
        Assert.Equal(layout.Prefix.ToArray(), new SafetensorsLayout([], backwards).Prefix.ToArray());
        Assert.Equal(forwards.OrderBy(pair => pair.Key, StringComparer.Ordinal), Read(layout).Metadata);
    }

    private static string Inventory(TensorEntry tensor) =>
        $"{tensor.Name} {tensor.DType} {ShapeText.Of(tensor.Shape)} {tensor.Offset} {tensor.ByteLength}";

    private static SafetensorsHeader Read(SafetensorsLayout layout) => SafetensorsReader.Read(new BytesFile(HeaderSamples.File(layout)));
}
