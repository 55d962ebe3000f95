using MergeBuild.Testing.Hub;

namespace MergeBuild.Packaging.Tests.Hub;

public sealed class CutConnections : IDisposable
{
    private readonly HubFolder _hub = new();

    public void Dispose() => _hub.Dispose();

    private static bool IsWeights(HubRequest request) => request.Host == HubHost.Content;

    // The first time only: what is asked again gets the right answer.
    private void Once(Func<HubRequest, bool> where, Func<HubAnswer, HubAnswer> change)
    {
        var done = 0;
        _hub.Server.Change = (request, answer) => where(request) && Interlocked.Exchange(ref done, 1) == 0 ? change(answer) : answer;
    }

    [Theory]
    [InlineData("/revision/", 0)]
    [InlineData("/revision/", 5)]
    [InlineData("/tree/", 0)]
    [InlineData("/tree/", 100)]
    [InlineData("/resolve/", 0)]
    [InlineData("tokenizer_config.json", 1)]
    [InlineData("/content/", 0)]
    [InlineData("/content/", 1)]
    [InlineData("/content/", 1500)]
    public void Anywhere_are_gone_on_with(string place, int after)
    {
        Once(request => request.Path.Contains(place, StringComparison.Ordinal), answer => answer with { CutAfter = after });

        _hub.Restore();

        _hub.AssertComplete();

        // What is cut before its first byte is asked again by the runtime, at once.
        Assert.InRange(_hub.Waits.Count, after == 0 ? 0 : 1, 1);
    }

    [Fact]
    public void Ask_only_for_the_rest()
    {
        Once(IsWeights, answer => answer with { CutAfter = 1500 });

        _hub.Restore();

        Assert.Equal([0, 1500], _hub.Server.Requests.Where(IsWeights).Select(request => request.Offset));
    }

    [Fact]
    public void That_never_get_further_end_with_an_error_and_the_next_run_goes_on()
    {
        _hub.Server.Change = (request, answer) => IsWeights(request) ? answer with { CutAfter = request.Offset == 0 ? 1500 : 0 } : answer;

        var error = _hub.Fails();

        Assert.Equal("MB5107", error.Code);
        Assert.Contains("model.safetensors of hf:acme/math@main", error.Message, StringComparison.Ordinal);
        Assert.Equal(1500, new FileInfo(Assert.Single(Directory.GetFiles(Path.Combine(_hub.Repository, "blobs"), "*.incomplete"))).Length);
        Assert.False(File.Exists(_hub.LockFile));

        _hub.Server.Forget();
        _hub.Server.Change = (_, answer) => answer;
        _hub.Restore();

        _hub.AssertComplete();
        Assert.Equal([1500], _hub.Server.Requests.Where(IsWeights).Select(request => request.Offset));
    }

    [Fact]
    public void Every_few_bytes_take_longer_and_arrive()
    {
        _hub.Server.Change = (request, answer) => IsWeights(request) && answer.Body.Length > 300 ? answer with { CutAfter = 300 } : answer;

        _hub.Restore();

        _hub.AssertComplete();
        Assert.True(_hub.Waits.Count > _hub.Retry.Attempts);
    }

    [Fact]
    public void That_say_nothing_count_as_cut()
    {
        Once(IsWeights, answer => answer with { StatedLength = answer.Body.Length, Body = answer.Body, Pause = TimeSpan.FromSeconds(30) });

        _hub.Restore(change: options => options with { Silence = TimeSpan.FromSeconds(1) });

        _hub.AssertComplete();
    }

    [Fact]
    public void Short_answers_that_look_whole_are_asked_for_the_rest()
    {
        Once(IsWeights, answer => answer with { Body = answer.Body[..1234] });

        _hub.Restore();

        _hub.AssertComplete();
        Assert.Equal([0, 1234], _hub.Server.Requests.Where(IsWeights).Select(request => request.Offset));
    }

    [Theory]
    [InlineData(200)]
    [InlineData(206)]
    [InlineData(416)]
    public void Ranges_that_are_not_honoured_begin_the_file_again(int status)
    {
        var whole = _hub.Server[HubFolder.Math].Files(_hub.Commit)["model.safetensors"];
        var asked = 0;
        _hub.Server.Change = (request, answer) => !IsWeights(request) ? answer : Interlocked.Increment(ref asked) switch
        {
            1 => answer with { CutAfter = 1500 },
            2 => status switch
            {
                200 => HubAnswer.Of(200) with { Body = whole },
                206 => HubAnswer.Of(206, ("Content-Range", $"bytes 7-{whole.Length - 1}/{whole.Length}")) with { Body = whole[7..] },
                _ => HubAnswer.Of(416),
            },
            _ => answer,
        };

        _hub.Restore();

        _hub.AssertComplete();
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public void Servers_that_ask_for_time_get_it(int status)
    {
        Once(IsWeights, _ => HubAnswer.Of(status, ("Retry-After", "7")));

        _hub.Restore();

        Assert.Equal([TimeSpan.FromSeconds(7)], _hub.Waits);
        _hub.AssertComplete();
    }

    [Theory]
    [InlineData(403)]
    [InlineData(404)]
    public void Addresses_that_have_expired_are_asked_for_anew(int status)
    {
        Once(IsWeights, _ => HubAnswer.Of(status));

        _hub.Restore();

        _hub.AssertComplete();
    }

    [Fact]
    public void Servers_that_ask_for_hours_are_left_alone()
    {
        _hub.Server.Change = (_, _) => HubAnswer.Of(429, ("Retry-After", "7200"));

        Assert.Equal(("MB5107", "'hf:acme/math@main' cannot be fetched: the answer was 429 (after 1 attempts)."), (_hub.Fails() is var error ? error.Code : "", error.Message));
        Assert.Empty(_hub.Waits);
    }

    [Fact]
    public void Waits_double()
    {
        _hub.Server.Change = (_, _) => HubAnswer.Of(500);

        Assert.Equal("MB5107", _hub.Fails().Code);

        Assert.Equal(3, _hub.Waits.Count);
        Assert.All(_hub.Waits.Select((wait, i) => wait.TotalSeconds / Math.Pow(2, i)), share => Assert.InRange(share, 0.25, 0.5));
    }

    [Fact]
    public void A_server_that_is_not_there_is_an_error()
    {
        _hub.Server.Dispose();

        Assert.Equal("MB5107", _hub.Fails().Code);
    }
}
