using MergeBuild.Testing;
using MergeBuild.Testing.Hub;
using MergeBuild.Testing.Models;

namespace MergeBuild.Cli.Tests;

/// <summary>Models of the Hub: fetched by processes of their own, killed and in competition.</summary>
public sealed class HubModels : IDisposable
{
    private const int Large = 4 << 20;
    private readonly TemporaryFolder _folder = new();
    private readonly HubServer _server = new();
    private readonly string _commit;

    public HubModels()
    {
        TinyLlama.Of(2, 1).WriteTo(_folder["upload"]);
        File.WriteAllText(_folder["upload/tokenizer.json"], "{}");
        _commit = _server["acme/math"].Push(_folder["upload"]);
        Environment = new Dictionary<string, string>
        {
            ["HF_ENDPOINT"] = _server.Endpoint, ["HF_HOME"] = _folder["home"], ["HF_HUB_CACHE"] = _folder["hub"], ["HF_HUB_OFFLINE"] = "", ["HF_TOKEN"] = "",
        };
    }

    private Dictionary<string, string> Environment { get; }

    private string Snapshot => Path.Combine(_folder["hub"], "models--acme--math", "snapshots", _commit);

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }

    private string PushLarge()
    {
        var bytes = new byte[Large];
        new Random(1).NextBytes(bytes);
        return _server["acme/large"].Push(new Dictionary<string, byte[]> { ["adapter_config.json"] = "{}"u8.ToArray(), ["adapter_model.safetensors"] = bytes });
    }

    private void AssertLarge(string commit)
    {
        var path = Path.Combine(_folder["hub"], "models--acme--large", "snapshots", commit, "adapter_model.safetensors");
        Assert.Equal(_server["acme/large"].Files(commit)["adapter_model.safetensors"], File.ReadAllBytes(path));
    }

    [Fact]
    public void Are_fetched_into_the_cache()
    {
        var result = Tool.RunWith(_folder.Path, Environment, "fetch", "hf:acme/math");

        Assert.Equal($"hf:acme/math@main is {_commit}, in {Snapshot}", result.Output.Trim());
        Assert.Equal(["config.json", "model.safetensors", "tokenizer.json"], Directory.GetFiles(Snapshot).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
        var json = Tool.RunWith(_folder.Path, Environment, "fetch", "acme/math@main", "--offline", "--json").Json;
        Assert.Equal(_commit, (string)json["models"]![0]!["commit"]!);
    }

    [Fact]
    public void Are_merged_as_a_recipe_names_them_and_pinned_on_request()
    {
        _folder.Write("recipe.yml", "merge_method: linear\nmodels: [{model: acme/math@main, parameters: {weight: 1}}]\n");

        var result = Tool.RunWith(_folder.Path, Environment, "merge", "recipe.yml", "out", "--lock", "merge.lock.json");

        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Contains(_commit, File.ReadAllText(_folder["merge.lock.json"]), StringComparison.Ordinal);
        Assert.Contains(_commit, File.ReadAllText(_folder["out/merge.manifest.json"]), StringComparison.Ordinal);
        _server.Dispose();
        Assert.Equal(0, Tool.RunWith(_folder.Path, Environment, "merge", "recipe.yml", "again", "--lock", "merge.lock.json", "--locked-mode").ExitCode);
    }

    [Fact]
    public void Offline_ones_that_are_missing_are_named_at_their_line()
    {
        _folder.Write("recipe.yml", "merge_method: linear\nmodels: [{model: acme/math@main}]\n");

        var result = Tool.RunWith(_folder.Path, Environment, "merge", "recipe.yml", "out", "--offline");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal($"recipe.yml(2,18): error MB5111: The build is offline, and hf:acme/math@main is not in '{_folder["hub"]}'.", Assert.Single(result.ErrorLines));
        Assert.Empty(_server.Requests);
    }

    [Fact]
    public void A_locked_mode_needs_a_lock_file() => Assert.Equal(2, Tool.Run(_folder.Path, "merge", "recipe.yml", "out", "--locked-mode").ExitCode);

    [Fact]
    public async Task A_killed_download_is_gone_on_with()
    {
        var commit = PushLarge();
        _server.Change = (request, answer) => request.Host == HubHost.Content ? answer with { Pause = TimeSpan.FromMilliseconds(30) } : answer;
        using (var process = Tool.Start(_folder.Path, Environment, "fetch", "hf:acme/large"))
        {
            var blobs = _folder["hub/models--acme--large/blobs"];
            while (!Directory.Exists(blobs) || !Directory.GetFiles(blobs, "*.incomplete").Any(path => new FileInfo(path).Length > Large / 8))
            {
                Assert.False(process.HasExited);
                await Task.Delay(10, TestContext.Current.CancellationToken);
            }

            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        _server.Forget();
        _server.Change = (_, answer) => answer;
        var result = Tool.RunWith(_folder.Path, Environment, "fetch", "hf:acme/large");

        Assert.True(result.ExitCode == 0, result.Error);
        AssertLarge(commit);
        Assert.True(Assert.Single(_server.Requests, request => request.Host == HubHost.Content).Offset > Large / 8);
    }

    [Fact]
    public async Task Two_processes_at_once_download_a_file_once()
    {
        var commit = PushLarge();
        _server.Change = (request, answer) => request.Host == HubHost.Content ? answer with { Pause = TimeSpan.FromMilliseconds(10) } : answer;

        var results = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(
            () => Tool.RunWith(_folder.Path, Environment, "fetch", "hf:acme/large"), TestContext.Current.CancellationToken)));

        Assert.All(results, result => Assert.True(result.ExitCode == 0, result.Error));
        AssertLarge(commit);
        Assert.Single(_server.Requests, request => request.Host == HubHost.Content);
    }
}
