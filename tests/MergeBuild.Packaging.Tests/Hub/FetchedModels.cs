using MergeBuild.Checkpoints.Models;
using MergeBuild.Merging.Engine;
using MergeBuild.Testing.Hub;

namespace MergeBuild.Packaging.Tests.Hub;

public sealed class FetchedModels : IDisposable
{
    private readonly HubFolder _hub = new();

    public void Dispose() => _hub.Dispose();

    [Fact]
    public void Lie_in_the_cache_as_other_tools_leave_them()
    {
        var restored = _hub.Restore();

        _hub.AssertComplete();
        Assert.Equal(_hub.Commit, File.ReadAllText(Path.Combine(_hub.Repository, "refs", "main")));
        Assert.Equal(_hub.Snapshot, Assert.Single(restored.Parents).Directory);
        Assert.NotEmpty(ModelDirectory.Open(_hub.Snapshot).Tensors);
    }

    [Fact]
    public void Are_what_a_merge_needs_and_nothing_else()
    {
        _hub.Restore();

        Assert.Equal(
            ["LICENSE", "README.md", "config.json", "model.safetensors", "tokenizer.json", "tokenizer_config.json"],
            Directory.EnumerateFiles(_hub.Snapshot).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(_hub.Server.Requests, request => request.Path.Contains("pytorch", StringComparison.Ordinal));
    }

    [Fact]
    public void Have_the_shards_that_their_index_names()
    {
        var commit = _hub.Push("acme/sharded", seed: 2, shards: 3);

        _hub.Restore("acme/sharded");

        Assert.Equal(3, ModelDirectory.Open(Path.Combine(_hub.Cache, "models--acme--sharded", "snapshots", commit)).Shards.Length);
        _hub.AssertComplete("acme/sharded", commit);
    }

    [Fact]
    public void Are_listed_page_by_page()
    {
        _hub.Server.PageLength = 2;

        _hub.Restore();

        _hub.AssertComplete();
        Assert.True(_hub.Server.Requests.Count(request => request.Path.Contains("/tree/", StringComparison.Ordinal)) > 3);
    }

    [Fact]
    public void Come_from_another_host_that_never_sees_the_token()
    {
        _hub.Restore();

        Assert.Contains(_hub.Server.Requests, request => request.Host == HubHost.Content);
        Assert.All(_hub.Server.Requests, request => Assert.Equal(request.Host == HubHost.Hub ? "Bearer hf_secret" : null, request.Authorization));
    }

    [Fact]
    public void Can_be_of_a_branch_a_tag_or_a_commit()
    {
        var branch = _hub.Push(HubFolder.Math, seed: 5, branch: "refs/pr/1");

        Assert.Equal(branch, _hub.Restore("hf:acme/math@refs/pr/1").Lock.Parents[0].Resolved);
        Assert.Equal(_hub.Commit, _hub.Restore($"hf:acme/math@{_hub.Commit}").Lock.Parents[0].Resolved);
        Assert.Equal(branch, File.ReadAllText(Path.Combine(_hub.Repository, "refs", "refs", "pr", "1")));
        Assert.Contains(_hub.Server.Requests, request => request.Path == "/api/models/acme/math/revision/refs%2Fpr%2F1");
    }

    [Fact]
    public void Share_contents_with_their_other_revisions()
    {
        _hub.Restore();
        var files = _hub.Model(seed: 1);
        files["README.md"] = "# New card"u8.ToArray();
        var commit = _hub.Server[HubFolder.Math].Push(files);
        _hub.Server.Forget();

        _hub.Restore(isForced: true);

        _hub.AssertComplete(commit: commit);
        Assert.Equal("README.md", Path.GetFileName(Assert.Single(_hub.Server.Requests, request => request.Path.Contains("/resolve/", StringComparison.Ordinal)).Path));
    }

    [Fact]
    public void May_be_adapters()
    {
        _hub.Server["acme/lora"].Push(new Dictionary<string, byte[]>
        {
            ["adapter_config.json"] = "{}"u8.ToArray(), ["adapter_model.safetensors"] = new byte[2000], ["adapter_model.bin"] = [1],
        });

        var parent = _hub.Restore("acme/lora").Lock.Parents[0];

        Assert.Equal(["adapter_config.json", "adapter_model.safetensors"], parent.Files.Select(file => file.Name));
    }

    [Fact]
    public void Are_reported_byte_by_byte()
    {
        var reports = new List<MergeProgress>();

        _hub.Restore(change: options => options with { ParallelFiles = 1, Progress = new Recorder(reports) });

        var last = reports[^1];
        Assert.Equal("Fetching math", last.Phase);
        Assert.Equal(last.ByteCount, last.BytesDone);
        Assert.Equal(_hub.Server[HubFolder.Math].Files(_hub.Commit).Where(file => HubFolder.Wanted(file.Key)).Sum(file => file.Value.Length), last.ByteCount);
    }

    [Fact]
    public void Are_not_begun_without_room_on_the_disk()
    {
        var error = _hub.Fails(change: options => options with { FreeSpace = _ => 1000 });

        Assert.Equal("MB5112", error.Code);
        Assert.Equal(3, error.Location!.Column);
        Assert.DoesNotContain(_hub.Server.Requests, request => request.Path.Contains("/resolve/", StringComparison.Ordinal));
    }

    private sealed class Recorder(List<MergeProgress> reports) : IProgress<MergeProgress>
    {
        public void Report(MergeProgress value)
        {
            lock (reports)
            {
                reports.Add(value);
            }
        }
    }
}
