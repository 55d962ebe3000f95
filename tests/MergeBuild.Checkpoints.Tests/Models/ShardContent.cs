using MergeBuild.Checkpoints.Models;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Testing;

namespace MergeBuild.Checkpoints.Tests.Models;

public sealed class ShardContent : IDisposable
{
    private const string Map = $$"""{"a":"{{ModelFolder.FirstShard}}","b":"{{ModelFolder.SecondShard}}","c":"{{ModelFolder.FirstShard}}"}""";

    private readonly ModelFolder _folder = new();

    [Fact]
    public void A_complete_model_is_opened()
    {
        var model = ModelDirectory.Open(_folder.Path);
        Assert.Equal([ModelFolder.FirstShard, ModelFolder.SecondShard], model.Shards.Select(shard => shard.Name));
        Assert.Equal(["a", "b", "c"], model.Tensors.Keys.Order());
        Assert.Equal(ModelFolder.SecondShard, model.Tensors["b"].Shard.Name);
        Assert.Equal(DType.BF16, model.Tensors["b"].Entry.DType);
        Assert.Equal(6, model.ParameterCount);
    }

    [Fact]
    public void A_tensor_that_the_index_names_and_no_shard_holds_is_refused()
    {
        _folder.WriteIndex(Index(Map.Replace("{", $$"""{"ghost":"{{ModelFolder.FirstShard}}",""", StringComparison.Ordinal)));
        _folder.Refuses("MB2043", ShardIndex.FileName, "ghost", ModelFolder.FirstShard);
    }

    [Fact]
    public void A_tensor_that_a_shard_holds_and_the_index_does_not_name_is_refused()
    {
        _folder.WriteIndex(Index($$"""{"a":"{{ModelFolder.FirstShard}}","b":"{{ModelFolder.SecondShard}}"}"""));
        _folder.Refuses("MB2044", ModelFolder.FirstShard, "'c'");
    }

    [Fact]
    public void A_tensor_that_the_index_places_in_the_wrong_shard_is_refused()
    {
        _folder.WriteIndex(Index($$"""{"a":"{{ModelFolder.FirstShard}}","b":"{{ModelFolder.SecondShard}}","c":"{{ModelFolder.SecondShard}}"}"""));
        _folder.Refuses("MB2044", ModelFolder.FirstShard, "'c'");
    }

    [Fact]
    public void A_tensor_in_two_shards_is_refused()
    {
        ModelFolder.Model.Without("c").WriteTo(_folder.Outside("other"));
        File.Move(System.IO.Path.Combine(_folder.Outside("other"), ModelDirectory.SingleFileName), _folder[ModelFolder.SecondShard], overwrite: true);
        _folder.Refuses("MB2044", ModelFolder.SecondShard, "'a'");
    }

    [Fact]
    public void A_tensor_twice_in_one_shard_is_refused()
    {
        var entry = RawSafetensors.Entry("b", "BF16", "[3]", "[0,6]");
        File.WriteAllBytes(_folder[ModelFolder.SecondShard], RawSafetensors.Bytes($"{{{entry},{entry}}}", 6));
        _folder.Refuses("MB2006", ModelFolder.SecondShard, "'b'");
    }

    [Theory]
    [InlineData("14")]
    [InlineData("16")]
    [InlineData("0")]
    [InlineData("-15")]
    [InlineData("14.5")]
    [InlineData("9223372036854775807")]
    public void A_wrong_total_size_is_refused(string size)
    {
        _folder.WriteIndex(Index(Map, size));
        _folder.Refuses("MB2045", ShardIndex.FileName, "15");
    }

    [Theory]
    [InlineData("\"15\"")]
    [InlineData("true")]
    [InlineData("[15]")]
    [InlineData("-1.5")]
    [InlineData("1e30")]
    [InlineData("1e400")]
    public void A_total_size_that_is_no_size_is_refused(string size)
    {
        _folder.WriteIndex(Index(Map, size));
        _folder.Refuses("MB2040", ShardIndex.FileName, "total_size");
    }

    [Theory]
    [InlineData("15")]
    [InlineData("15.0")]
    [InlineData("1.5e1")]
    [InlineData("null")]
    public void A_true_total_size_is_accepted_however_it_is_written(string size)
    {
        _folder.WriteIndex(Index(Map, size));
        Assert.Equal(3, ModelDirectory.Open(_folder.Path).Tensors.Count);
    }

    [Fact]
    public void An_index_without_metadata_is_accepted()
    {
        _folder.WriteIndex($$"""{"weight_map":{{Map}}}""");
        Assert.Equal(3, ModelDirectory.Open(_folder.Path).Tensors.Count);
    }

    [Fact]
    public void Metadata_that_is_no_object_is_refused()
    {
        _folder.WriteIndex($$"""{"metadata":[15],"weight_map":{{Map}}}""");
        _folder.Refuses("MB2040", "metadata");
    }

    [Fact]
    public void A_shard_that_changed_its_length_since_it_was_opened_is_refused()
    {
        var shard = ModelDirectory.Open(_folder.Path).Shards[0];
        File.AppendAllText(shard.Path, "x");
        Refused.With("MB2034", () => ModelDirectory.OpenShard(shard, Checkpoints.Files.PhysicalFileSystem.Instance), shard.Path);
    }

    public void Dispose() => _folder.Dispose();

    private static string Index(string map, string size = "15") => $$"""{"metadata":{"total_size":{{size}}},"weight_map":{{map}}}""";
}
