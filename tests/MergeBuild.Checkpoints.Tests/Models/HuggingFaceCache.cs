using MergeBuild.Checkpoints.Models;
using MergeBuild.Testing;

namespace MergeBuild.Checkpoints.Tests.Models;

/// <summary>The layout that huggingface_hub downloads into: snapshots of links into a folder of blobs.</summary>
public sealed class HuggingFaceCache : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _snapshot;

    public HuggingFaceCache()
    {
        UnixOnly.Links();
        _snapshot = _folder.CreateFolder("hub/models--org--name/snapshots/0123456789abcdef");
        _folder.CreateFolder("hub/models--org--name/blobs");
        ModelFolder.Model.WriteTo(_folder["download"], shards: 2);
        foreach (var file in Directory.GetFiles(_folder["download"]))
        {
            var blob = $"blob-of-{Path.GetFileName(file)}";
            File.Move(file, Path.Combine(_folder["hub/models--org--name/blobs"], blob));
            File.CreateSymbolicLink(Path.Combine(_snapshot, Path.GetFileName(file)), $"../../blobs/{blob}");
        }
    }

    [Fact]
    public void A_snapshot_is_opened() => Assert.Equal(3, ModelDirectory.Open(_snapshot).Tensors.Count);

    [Fact]
    public void A_snapshot_is_opened_by_a_path_that_ends_in_a_separator() =>
        Assert.Equal(3, ModelDirectory.Open(_snapshot + Path.DirectorySeparatorChar).Tensors.Count);

    [Fact]
    public void A_link_to_the_snapshot_is_opened()
    {
        Directory.CreateSymbolicLink(_folder["parent"], _snapshot);
        Assert.Equal(3, ModelDirectory.Open(_folder["parent"]).Tensors.Count);
    }

    [Fact]
    public void A_cache_behind_a_link_is_opened()
    {
        Directory.CreateSymbolicLink(_folder["cache"], "hub");
        Assert.Equal(3, ModelDirectory.Open(_folder["cache/models--org--name/snapshots/0123456789abcdef"]).Tensors.Count);
    }

    [Fact]
    public void The_blobs_of_another_model_are_out_of_bounds()
    {
        _folder.CreateFolder("hub/models--org--private/blobs");
        var link = Path.Combine(_snapshot, ModelFolder.SecondShard);
        var secret = _folder.Write("hub/models--org--private/blobs/secret", "");
        File.Delete(link);
        File.CreateSymbolicLink(link, "../../../models--org--private/blobs/secret");
        Refused.With("MB2042", () => ModelDirectory.Open(_snapshot), ModelFolder.SecondShard, secret);
    }

    public void Dispose() => _folder.Dispose();
}
