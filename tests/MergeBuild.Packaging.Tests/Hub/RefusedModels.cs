using System.Text;
using MergeBuild.Testing.Hub;

namespace MergeBuild.Packaging.Tests.Hub;

public sealed class RefusedModels : IDisposable
{
    private readonly HubFolder _hub = new();

    public void Dispose() => _hub.Dispose();

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public void Gated_ones_are_told_where_to_accept(int status)
    {
        _hub.Server.Change = (request, answer) => request.Path.Contains("/resolve/", StringComparison.Ordinal) ? HubAnswer.Of(status, ("X-Error-Code", "GatedRepo")) : answer;

        var error = _hub.Fails();

        Assert.Equal(("MB5104", $"The model 'acme/math' is gated: accept its terms at {_hub.Server.Endpoint}/acme/math and restore as the account that did."), (error.Code, error.Message));
        Assert.Equal("a.mergeproj(1,3)", error.Location!.ToString());
        Assert.Empty(_hub.Waits);
    }

    [Fact]
    public void Missing_and_private_ones_get_one_answer()
    {
        var error = _hub.Fails("acme/maths");

        Assert.Equal(("MB5102", $"{_hub.Server.Endpoint} has no model 'acme/maths' that this user may see."), (error.Code, error.Message));
    }

    [Fact]
    public void Missing_revisions_are_named() =>
        Assert.Equal("MB5103 The model 'acme/math' has no branch, tag or commit 'v2'.", _hub.Fails("acme/math@v2") is var error ? $"{error.Code} {error.Message}" : "");

    [Theory]
    [InlineData(401, "MB5105")]
    [InlineData(403, "MB5105")]
    public void Tokens_that_are_refused_are_not_shown(int status, string code)
    {
        _hub.Server.Change = (_, _) => HubAnswer.Of(status, ("X-Error-Message", status == 401 ? "Invalid credentials in Authorization header" : "forbidden by hf_secret's owner"));

        var error = _hub.Fails();

        Assert.Equal(code, error.Code);
        Assert.Equal(status == 403, error.Message.Contains("hf_secret", StringComparison.Ordinal));
    }

    [Fact]
    public void Renamed_ones_are_found_with_a_warning_that_stays()
    {
        _hub.Push("acme/mathematics", seed: 7);
        _hub.Server.Moved["acme/old"] = "acme/mathematics";

        foreach (var _ in new[] { 1, 2 })
        {
            var warning = Assert.Single(_hub.Restore("acme/old").Warnings);

            Assert.Equal("a.mergeproj(1,3): warning MB5113: The model 'acme/old' is now called 'acme/mathematics'.", warning.ToString());
        }

        Assert.True(Directory.Exists(Path.Combine(_hub.Cache, "models--acme--old", "snapshots")));
    }

    [Fact]
    public void Ones_without_safetensors_are_told_so()
    {
        var commit = _hub.Server["acme/pickle"].Push(new Dictionary<string, byte[]> { ["config.json"] = "{}"u8.ToArray(), ["pytorch_model.bin"] = new byte[5000] });

        Assert.Equal(
            $"'acme/pickle' at {commit} has no weights as safetensors; it has 'pytorch_model.bin'.",
            _hub.Fails("acme/pickle") is { Code: "MB5110" } error ? error.Message : "");
    }

    [Fact]
    public void An_index_that_names_a_missing_shard_is_an_error()
    {
        var files = _hub.Model(seed: 3, shards: 2);
        files.Remove("model-00002-of-00002.safetensors");
        var commit = _hub.Server["acme/torn"].Push(files);

        Assert.Equal($"MB5106 'acme/torn' at {commit} has no file 'model-00002-of-00002.safetensors'.", _hub.Fails("acme/torn") is var error ? $"{error.Code} {error.Message}" : "");
    }

    [Fact]
    public void An_index_that_leads_out_of_the_folder_is_an_error()
    {
        var files = _hub.Model(seed: 3, shards: 2);
        files["model.safetensors.index.json"] = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(files["model.safetensors.index.json"]).Replace("model-00002", "../../model-00002", StringComparison.Ordinal));
        _hub.Server["acme/escape"].Push(files);

        Assert.Equal("MB2041", _hub.Fails("acme/escape").Code);
    }

    [Theory]
    [InlineData("/tree/", """[{"type":"file","path":"../config.json","oid":"0123456789012345678901234567890123456789","size":1}]""")]
    [InlineData("/tree/", """[{"type":"file","path":"/etc/config.json","oid":"0123456789012345678901234567890123456789","size":1}]""")]
    [InlineData("/tree/", """[{"type":"file","path":"a\\config.json","oid":"0123456789012345678901234567890123456789","size":1}]""")]
    [InlineData("/tree/", """[{"type":"file","path":"config.json","oid":"../../../../etc/passwd","size":1}]""")]
    [InlineData("/tree/", """[{"type":"file","path":"config.json","oid":"0123456789012345678901234567890123456789","size":-1}]""")]
    [InlineData("/tree/", """[{"type":"file","path":"config.json","oid":"0123456789012345678901234567890123456789","size":1e3}]""")]
    [InlineData("/tree/", """[{"type":"file","path":"a.json","oid":"0123456789012345678901234567890123456789","size":1},{"type":"file","path":"a.json","oid":"0123456789012345678901234567890123456789","size":1}]""")]
    [InlineData("/tree/", """[{"type":"file","path":"\ud800"}]""")]
    [InlineData("/tree/", """{"error":"no"}""")]
    [InlineData("/tree/", """[1]""")]
    [InlineData("/revision/", """{"sha":"main"}""")]
    [InlineData("/revision/", """{"sha":"../../../../../../../../../../etc/aaaa"}""")]
    [InlineData("/revision/", """{"sha":1,"sha":2}""")]
    [InlineData("/revision/", """<html>""")]
    [InlineData("/revision/", "")]
    public void Answers_that_make_no_sense_are_refused(string place, string answer)
    {
        _hub.Server.Change = (request, right) => request.Path.Contains(place, StringComparison.Ordinal) ? HubAnswer.Json(answer) : right;

        Assert.Equal("MB5108", _hub.Fails().Code);
        Assert.False(Directory.Exists(Path.Combine(_hub.Repository, "snapshots")));
    }

    [Fact]
    public void Answers_without_an_end_are_refused()
    {
        _hub.Server.Change = (_, _) => HubAnswer.Json(new string('[', 33 << 20));

        Assert.Equal(("MB5108", true), (_hub.Fails() is var error ? error.Code : "", error.Message.Contains("bytes", StringComparison.Ordinal)));
    }

    [Fact]
    public void Deep_answers_are_refused()
    {
        _hub.Server.Change = (_, _) => HubAnswer.Json(new string('[', 1 << 20));

        Assert.Equal("MB5108", _hub.Fails().Code);
    }

    [Fact]
    public void Lists_without_an_end_are_refused()
    {
        _hub.Server.Change = (request, answer) => request.Path.Contains("/tree/", StringComparison.Ordinal)
            ? HubAnswer.Json("[]").With("Link", $"<{_hub.Server.Endpoint}{request.Path}>; rel=\"next\"")
            : answer;

        Assert.Equal("MB5108", _hub.Fails().Code);
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://127.0.0.1/x")]
    [InlineData("")]
    public void Redirects_to_elsewhere_are_not_followed(string location)
    {
        _hub.Server.Change = (request, _) => HubAnswer.Of(302, ("Location", location.Length == 0 ? request.Path : location));

        Assert.Equal("MB5108", _hub.Fails().Code);
    }
}
