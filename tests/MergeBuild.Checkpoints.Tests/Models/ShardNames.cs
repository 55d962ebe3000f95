using MergeBuild.Checkpoints.Models;

namespace MergeBuild.Checkpoints.Tests.Models;

public sealed class ShardNames : IDisposable
{
    private readonly ModelFolder _folder = new();

    [Theory]
    [InlineData("../x.safetensors")]
    [InlineData("..x.safetensors")]
    [InlineData("../../../../../../etc/passwd")]
    [InlineData("/etc/passwd")]
    [InlineData("/absolute/x.safetensors")]
    [InlineData("a\\\\..\\\\b.safetensors")]
    [InlineData("x:y.safetensors")]
    [InlineData("C:\\\\x.safetensors")]
    [InlineData("\\\\\\\\server\\\\x.safetensors")]
    [InlineData("folder/x.safetensors")]
    [InlineData("./x.safetensors")]
    [InlineData("x.safetensors/")]
    [InlineData("nul\\u0000.safetensors")]
    [InlineData("x.safetensors\\u0000")]
    [InlineData("line\\nbreak.safetensors")]
    [InlineData("\\u0085.safetensors")]
    [InlineData("model.bin")]
    [InlineData("model.SAFETENSORS")]
    [InlineData("config.json")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("")]
    public void A_name_that_is_not_plain_is_refused(string name)
    {
        _folder.WriteIndexOf(name);
        _folder.Refuses("MB2041", ShardIndex.FileName);
    }

    [Fact]
    public void A_name_of_300_characters_is_refused()
    {
        var name = new string('x', 288) + ".safetensors";
        _folder.WriteIndexOf(name);
        _folder.Refuses("MB2041", ShardIndex.FileName, name);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    public void A_name_that_is_no_string_is_refused(string value)
    {
        _folder.WriteIndex($$$"""{"weight_map":{"weight":{{{value}}}}}""");
        _folder.Refuses("MB2040", ShardIndex.FileName, "weight");
    }

    [Fact]
    public void A_shard_that_does_not_exist_is_refused()
    {
        File.Delete(_folder[ModelFolder.SecondShard]);
        _folder.Refuses("MB2030", ModelFolder.SecondShard);
    }

    public void Dispose() => _folder.Dispose();
}
