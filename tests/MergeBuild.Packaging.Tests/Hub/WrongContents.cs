using MergeBuild.Testing.Hub;

namespace MergeBuild.Packaging.Tests.Hub;

public sealed class WrongContents : IDisposable
{
    private readonly HubFolder _hub = new();

    public void Dispose() => _hub.Dispose();

    private void AssertGone(string name)
    {
        var blob = Path.Combine(_hub.Repository, "blobs", _hub.Server[HubFolder.Math].IdOf(_hub.Server[HubFolder.Math].Files(_hub.Commit)[name]));
        Assert.False(File.Exists(blob + ".incomplete"));
        Assert.False(File.Exists(blob));
        Assert.False(File.Exists(Path.Combine(_hub.Snapshot, name)));
    }

    [Theory]
    [InlineData("/content/")]
    [InlineData("/resolve/main-commit/config.json")]
    public void Are_deleted_and_named(string place)
    {
        var part = place.Replace("main-commit", _hub.Commit, StringComparison.Ordinal);
        _hub.Server.Change = (request, answer) => request.Path.Contains(part, StringComparison.Ordinal) && answer.Body.Length > 0
            ? answer with { Body = [(byte)(answer.Body[0] ^ 1), .. answer.Body[1..]] }
            : answer;

        var error = _hub.Fails();

        Assert.Equal("MB5109", error.Code);
        Assert.Contains(place.Contains("config", StringComparison.Ordinal) ? "'config.json' of 'hf:acme/math@main'" : "'model.safetensors' of 'hf:acme/math@main'", error.Message, StringComparison.Ordinal);
        AssertGone(place.Contains("config", StringComparison.Ordinal) ? "config.json" : "model.safetensors");
    }

    [Fact]
    public void That_are_too_long_are_deleted()
    {
        _hub.Server.Change = (request, answer) => request.Host == HubHost.Content ? answer with { Body = [.. answer.Body, 0] } : answer;

        var error = _hub.Fails();

        Assert.Equal("MB5109", error.Code);
        Assert.Contains("arrived with more bytes", error.Message, StringComparison.Ordinal);
        AssertGone("model.safetensors");
    }

    [Theory]
    [InlineData(700)]
    [InlineData(1_000_000)]
    public void Left_by_an_earlier_run_are_fetched_again(int length)
    {
        var files = _hub.Server[HubFolder.Math];
        var blob = files.IdOf(files.Files(_hub.Commit)["model.safetensors"]);
        Directory.CreateDirectory(Path.Combine(_hub.Repository, "blobs"));
        File.WriteAllBytes(Path.Combine(_hub.Repository, "blobs", blob + ".incomplete"), new byte[length]);

        _hub.Restore();

        _hub.AssertComplete();
    }

    [Fact]
    public void Of_another_length_in_the_cache_are_fetched_again()
    {
        _hub.Restore();
        var blob = Directory.GetFiles(Path.Combine(_hub.Repository, "blobs")).MaxBy(path => new FileInfo(path).Length)!;
        File.WriteAllBytes(blob, new byte[10]);

        _hub.Restore();

        _hub.AssertComplete();
    }
}
