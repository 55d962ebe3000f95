using System.Diagnostics;
using MergeBuild.Packaging.Hub;
using MergeBuild.Testing.Hub;

namespace MergeBuild.Packaging.Tests.Hub;

/// <summary>Models that are in the cache, put there by the Python tools or by an earlier restore.</summary>
public sealed class CachedModels : IDisposable
{
    private readonly HubFolder _hub = new();

    public void Dispose() => _hub.Dispose();

    private HubOptions Offline(HubOptions options) => options with { Settings = _hub.Settings(isOffline: true) };

    // The layout of https://huggingface.co/docs/hub/local-cache, made with nothing but file calls.
    private void Download(params string[] names)
    {
        var repository = _hub.Server[HubFolder.Math];
        Directory.CreateDirectory(Path.Combine(_hub.Repository, "blobs"));
        Directory.CreateDirectory(Path.Combine(_hub.Repository, "refs"));
        Directory.CreateDirectory(_hub.Snapshot);
        File.WriteAllText(Path.Combine(_hub.Repository, "refs", "main"), _hub.Commit);
        foreach (var name in names)
        {
            var content = repository.Files(_hub.Commit)[name];
            File.WriteAllBytes(Path.Combine(_hub.Repository, "blobs", repository.IdOf(content)), content);
            File.CreateSymbolicLink(Path.Combine(_hub.Snapshot, name), $"../../blobs/{repository.IdOf(content)}");
        }
    }

    [Theory]
    [InlineData("acme/math")]
    [InlineData("acme/math@COMMIT")]
    public void Are_used_without_asking_anybody(string model)
    {
        Download("config.json", "model.safetensors", "tokenizer.json", "tokenizer_config.json");

        var parent = _hub.Restore(model.Replace("COMMIT", _hub.Commit, StringComparison.Ordinal)).Lock.Parents[0];

        Assert.Empty(_hub.Server.Requests);
        Assert.Equal(_hub.Commit, parent.Resolved);
        Assert.Equal(["config.json", "model.safetensors", "tokenizer.json", "tokenizer_config.json"], parent.Files.Select(file => file.Name));
        Assert.All(parent.Files, file => Assert.Equal(
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(_hub.Server[HubFolder.Math].Files(_hub.Commit)[file.Name])), file.Sha256));
    }

    [Fact]
    public void Without_a_tokenizer_are_completed()
    {
        Download("config.json", "model.safetensors");

        _hub.Restore();

        _hub.AssertComplete();
        Assert.DoesNotContain(_hub.Server.Requests, request => request.Host == HubHost.Content);
    }

    [Fact]
    public void Are_enough_offline()
    {
        Download("config.json", "model.safetensors");

        _hub.Restore(change: Offline);

        Assert.Empty(_hub.Server.Requests);
    }

    [Fact]
    public void That_are_missing_offline_are_named_with_their_place()
    {
        var error = _hub.Fails(change: Offline);

        Assert.Equal(("MB5111", $"The build is offline, and hf:acme/math@main is not in '{_hub.Cache}'."), (error.Code, error.Message));
        Assert.Empty(_hub.Server.Requests);
    }

    [Fact]
    public void That_lost_a_file_offline_name_it()
    {
        _hub.Restore();
        File.Delete(Path.Combine(_hub.Snapshot, "config.json"));

        var error = _hub.Fails(change: Offline);

        Assert.Equal(("MB5111", $"The build is offline, and 'config.json' of hf:acme/math@main is not in '{_hub.Snapshot}'."), (error.Code, error.Message));
        _hub.Restore();
        _hub.AssertComplete();
    }

    [Fact]
    public void Cannot_be_asked_anew_offline()
    {
        _hub.Restore();

        Assert.Equal("MB5111", _hub.Fails(isForced: true, change: Offline).Code);
    }

    [Fact]
    public void That_another_tool_extends_are_pinned_anew()
    {
        Download("config.json", "model.safetensors", "tokenizer.json");
        _hub.Restore();
        Download("tokenizer_config.json");

        Assert.Equal("MB5121", _hub.Fails(isLocked: true).Code);
        Assert.Contains("tokenizer_config.json", _hub.Restore().Lock.Parents[0].Files.Select(file => file.Name));
        _hub.Restore(isLocked: true);
        Assert.Empty(_hub.Server.Requests);
    }

    [Fact]
    public void Whose_branch_another_tool_moved_stay_pinned()
    {
        Download("config.json", "model.safetensors", "tokenizer.json");
        _hub.Restore();
        Download("tokenizer_config.json");
        File.WriteAllText(Path.Combine(_hub.Repository, "refs", "main"), new string('b', 40));

        Assert.Equal(_hub.Commit, _hub.Restore().Lock.Parents[0].Resolved);
    }

    [Fact]
    public void That_do_not_match_their_pins_when_they_are_listed_anew_are_an_alarm()
    {
        Download("config.json", "model.safetensors", "tokenizer.json");
        _hub.Restore();
        var card = Path.Combine(_hub.Snapshot, "tokenizer.json");
        File.WriteAllText(card, "[]");
        Download("tokenizer_config.json");

        Assert.Equal("MB5122", _hub.Fails().Code);
    }

    [Fact]
    public void Need_a_folder_that_can_be_written()
    {
        File.WriteAllText(_hub.Cache, "not a folder");

        Assert.Equal("MB2061", _hub.Fails().Code);
    }

    [Fact]
    public void Whose_links_lead_out_of_their_folder_are_refused()
    {
        Download("config.json", "tokenizer.json");
        File.WriteAllBytes(_hub["secret.safetensors"], new byte[100]);
        File.CreateSymbolicLink(Path.Combine(_hub.Snapshot, "model.safetensors"), _hub["secret.safetensors"]);

        Assert.Equal("MB2042", _hub.Fails().Code);
    }

    [Fact]
    public async Task Are_waited_for_while_another_tool_downloads_them()
    {
        if (!File.Exists("/usr/bin/flock"))
        {
            Assert.Skip("There is no /usr/bin/flock, which takes a lock as the Python tools do.");
        }

        var repository = _hub.Server[HubFolder.Math];
        var blob = repository.IdOf(repository.Files(_hub.Commit)["model.safetensors"]);
        var lockFile = Path.Combine(_hub.Cache, ".locks", "models--acme--math", blob + ".lock");
        Directory.CreateDirectory(Path.GetDirectoryName(lockFile)!);
        using var other = Process.Start(new ProcessStartInfo("/usr/bin/flock", [lockFile, "sh", "-c", "echo held; read line"])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true,
        })!;
        Assert.Equal("held", await other.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));

        var restore = Task.Run(() => _hub.Restore(), TestContext.Current.CancellationToken);
        while (!_hub.Server.Requests.Any(request => request.Path.EndsWith("tokenizer.json", StringComparison.Ordinal)))
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        await Task.Delay(300, TestContext.Current.CancellationToken);
        Assert.DoesNotContain(_hub.Server.Requests, request => request.Host == HubHost.Content);
        other.StandardInput.Close();
        await restore;
        _hub.AssertComplete();
    }

    [Fact]
    public async Task Are_downloaded_once_by_two_restores_at_once()
    {
        _hub.Server.Change = (_, answer) => answer with { Pause = TimeSpan.FromMilliseconds(20) };

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => _hub.Restore(), TestContext.Current.CancellationToken)));

        _hub.AssertComplete();
        Assert.Single(_hub.Server.Requests, request => request.Host == HubHost.Content);
    }
}
