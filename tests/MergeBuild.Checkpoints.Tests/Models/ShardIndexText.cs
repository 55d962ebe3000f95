using System.Text;
using MergeBuild.Checkpoints.Models;

namespace MergeBuild.Checkpoints.Tests.Models;

public sealed class ShardIndexText : IDisposable
{
    private readonly ModelFolder _folder = new();

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\uFEFF{}")]
    [InlineData("{}")]
    [InlineData("""{"weight_map":{}}""")]
    [InlineData("""{"weight_map":[]}""")]
    [InlineData("""{"weight_map":"model.safetensors"}""")]
    [InlineData("""{"weight_map":{"a":"x.safetensors","a":"y.safetensors"}}""")]
    [InlineData("""{"weight_map":{"a":"x.safetensors","\u0061":"x.safetensors"}}""")]
    [InlineData("""{"weight_map":{"a":"x.safetensors"},"weight_map":{"a":"x.safetensors"}}""")]
    [InlineData("""{"weight_map":{"a":"\ud800.safetensors"}}""")]
    [InlineData("""{"weight_map":{"\udc00":"x.safetensors"}}""")]
    [InlineData("""{"metadata":{"note":"\ud800"},"weight_map":{"a":"x.safetensors"}}""")]
    [InlineData("""{"weight_map":{"a":"x.safetensors"},}""")]
    public void What_is_no_valid_index_is_refused(string json)
    {
        _folder.WriteIndex(json);
        _folder.Refuses("MB2040", ShardIndex.FileName);
    }

    [Fact]
    public void Invalid_utf8_is_refused()
    {
        File.WriteAllBytes(_folder[ShardIndex.FileName], [.. Encoding.ASCII.GetBytes("{\"weight_map\":{\"a\":\""), 0xFF, .. Encoding.ASCII.GetBytes(".safetensors\"}}")]);
        _folder.Refuses("MB2040", "UTF-8");
    }

    [Fact]
    public void Deep_nesting_is_refused()
    {
        _folder.WriteIndex("{\"weight_map\":" + new string('[', 1_000_000));
        _folder.Refuses("MB2040", ShardIndex.FileName);
    }

    [Fact]
    public void An_index_longer_than_a_hundred_megabytes_is_not_even_read()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "NTFS reserves the space of a file that is not marked as sparse.");
        using (var stream = File.OpenWrite(_folder[ShardIndex.FileName]))
        {
            stream.SetLength(100_000_001);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        _folder.Refuses("MB2031", ShardIndex.FileName, "100000001");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void The_same_tensors_give_the_same_bytes()
    {
        var forwards = new Dictionary<string, string> { ["b"] = "2.safetensors", ["a"] = "1.safetensors", ["B"] = "1.safetensors" };
        var bytes = ShardIndex.Write(forwards, 12);
        Assert.Equal(bytes, ShardIndex.Write(forwards.Reverse().ToDictionary(), 12));
        Assert.Equal(
            "{\n  \"metadata\": {\n    \"total_size\": 12\n  },\n  \"weight_map\": {\n    \"B\": \"1.safetensors\",\n" +
            "    \"a\": \"1.safetensors\",\n    \"b\": \"2.safetensors\"\n  }\n}\n",
            Encoding.UTF8.GetString(bytes));
    }

    public void Dispose() => _folder.Dispose();
}
