using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Testing.Models;

namespace MergeBuild.Packaging.Tests;

public sealed class OutputDirectory : IDisposable
{
    private readonly BuildFolder _folder = new();

    [Fact]
    public void Holds_one_file_of_weights_without_an_index()
    {
        var result = _folder.Build();
        Assert.Equal(["config.json", "merge.manifest.json", "model.safetensors"], _folder.OutputFiles);
        Assert.Equal(["model.safetensors", "config.json", "merge.manifest.json"], result.OutputFiles);
        Assert.Equal(6, result.InputFiles.Length);
        Assert.All(result.InputFiles, path => Assert.True(File.Exists(path) && Path.IsPathFullyQualified(path)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(300)]
    [InlineData(1000)]
    public void Holds_shards_up_to_the_size_that_is_asked_for(long shardSize)
    {
        _folder.Build(change: options => options with { ShardSize = shardSize });
        var model = ModelDirectory.Open(_folder.Output);
        Assert.Contains("model.safetensors.index.json", _folder.OutputFiles);
        Assert.Equal($"model-00001-of-{model.Shards.Length:D5}.safetensors", model.Shards[0].Name);
        var sizes = model.Tensors.Values.GroupBy(tensor => tensor.Shard.Name).Select(shard => (Bytes: shard.Sum(tensor => tensor.Entry.ByteLength), Count: shard.Count()));
        Assert.All(sizes, shard => Assert.True(shard.Bytes <= shardSize || shard.Count == 1));
        _folder.VerifiedManifest();
    }

    [Fact]
    public void Loses_what_an_earlier_merge_left_and_keeps_what_is_the_users()
    {
        _folder.Build(change: options => options with { ShardSize = 300 });
        _folder.Write("output/README.md", "mine");
        _folder.Write("output/model-notes.safetensors.txt", "mine");
        _folder.Write("output/tokenizer.json", "{}");
        _folder.Write("output/.config.json.0123456789abcdef0123456789abcdef.tmp", "left by a kill");
        _folder.Build(change: options => options with { ShardSize = 600 });
        Assert.Equal(["README.md", "model-notes.safetensors.txt"], _folder.OutputFiles.Except(Listed()));
        _folder.Build();
        Assert.Equal(["README.md", "config.json", "merge.manifest.json", "model-notes.safetensors.txt", "model.safetensors"], _folder.OutputFiles);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("a/")]
    [InlineData("b/../a")]
    [InlineData("link")]
    public void Is_never_a_parents(string output)
    {
        if (output == "link")
        {
            // Links need a privilege on Windows.
            if (OperatingSystem.IsWindows())
            {
                return;
            }

            Directory.CreateSymbolicLink(_folder["link"], _folder["a"]);
        }

        var before = File.ReadAllBytes(Path.Combine(_folder["a"], "model.safetensors"));
        var diagnostic = _folder.Fails(change: options => options with { OutputDirectory = _folder[output] });
        Assert.Equal("MB3001", diagnostic.Code);
        Assert.Equal(3, diagnostic.Location?.Line);
        Assert.Equal(before, File.ReadAllBytes(Path.Combine(_folder["a"], "model.safetensors")));
    }

    [Fact]
    public void Is_a_parent_of_the_next_merge()
    {
        _folder.Build();
        Directory.Move(_folder.Output, _folder["merged"]);
        _folder.Build("merge_method: linear\nmodels: [{model: merged}, {model: a}]\nparameters: {weight: 1}\n");
        _folder.VerifiedManifest();
    }

    [Fact]
    public void Is_not_touched_when_a_build_is_cancelled()
    {
        _folder.Build();
        var before = File.GetLastWriteTimeUtc(Path.Combine(_folder.Output, "model.safetensors"));
        Assert.ThrowsAny<OperationCanceledException>(() => ModelBuild.Run(_folder.Recipe(), _folder.Options, cancellation: new CancellationToken(canceled: true)));
        Assert.Equal(before, File.GetLastWriteTimeUtc(Path.Combine(_folder.Output, "model.safetensors")));
        Assert.Equal(3, _folder.OutputFiles.Count);
    }

    [Fact]
    public void Is_complete_without_any_tensor_of_a_tied_head()
    {
        foreach (var (name, seed) in new[] { ("base", 0), ("a", 1), ("b", 2) })
        {
            TinyLlama.Of(2, seed).WithConfigValue("tie_word_embeddings", true).WriteTo(_folder[name]);
        }

        _folder.Build();
        Assert.Equal("lm_head.weight", (string)Assert.Single(_folder.VerifiedManifest()["dropped"]!.AsArray())!["name"]!);
    }

    public void Dispose() => _folder.Dispose();

    private IEnumerable<string> Listed() =>
        _folder.Json(MergeManifest.FileName)["files"]!.AsArray().Select(file => (string)file!["name"]!).Append(MergeManifest.FileName);
}
