using MergeBuild.Diagnostics;

namespace MergeBuild.Packaging.Tests.Documents;

/// <summary>Whatever is changed in a finished model directory, verification names it.</summary>
public sealed class Verification : IDisposable
{
    private readonly DocumentFixture _fixture = new();

    [Fact]
    public void Of_an_untouched_model_finds_nothing()
    {
        _fixture.WriteVerdicts();
        _fixture.WriteSigned();

        Assert.Equal("", _fixture.Verify());
        Assert.Equal("", _fixture.Verify(withKey: false));
    }

    [Theory]
    [InlineData("model.safetensors", "MB5044, MB5048, MB5237, MB5202")]
    [InlineData("config.json", "MB5044, MB5237, MB5202")]
    [InlineData("README.md", "MB5237, MB5202")]
    [InlineData("merge.licenses.json", "MB5237, MB5202")]
    [InlineData("merge.cdx.json", "MB5237, MB5202")]
    [InlineData("LICENSES/a.LICENSE", "MB5237, MB5202")]
    public void Finds_a_changed_byte_in_any_file(string name, string found)
    {
        _fixture.WriteSigned();
        var path = Path.Combine(_fixture.Output, name);
        var bytes = File.ReadAllBytes(path);
        bytes[^2] ^= 1;
        File.WriteAllBytes(path, bytes);

        Assert.Equal(found, _fixture.Verify());
    }

    [Fact]
    public void Finds_files_that_were_added_or_taken_away()
    {
        _fixture.WriteSigned();
        File.WriteAllText(Path.Combine(_fixture.Output, "modeling_evil.py"), "import os");
        Assert.Equal("MB5238, MB5203", _fixture.Verify());
        File.Delete(Path.Combine(_fixture.Output, "modeling_evil.py"));
        File.Delete(Path.Combine(_fixture.Output, "NOTICE"));
        Assert.Equal("MB5236, MB5201", _fixture.Verify());
    }

    [Fact]
    public void Asks_for_signatures_only_if_somebody_is_to_be_trusted()
    {
        _fixture.Write();
        Assert.Equal("", _fixture.Verify(withKey: false));
        Assert.Equal("MB5231, MB5204", _fixture.Verify());
        File.Delete(Path.Combine(_fixture.Output, "provenance.intoto.jsonl"));
        var missing = ModelVerification.Run(_fixture.Output, needsProvenance: true, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal("MB5208", Assert.Single(missing.Problems).Code);
    }

    [Fact]
    public void Finds_a_provenance_that_was_signed_by_nobody_or_is_of_another_build()
    {
        _fixture.WriteSigned();
        var signed = _fixture.Text("provenance.intoto.jsonl");
        _fixture.Write();
        Assert.Equal("MB5204", _fixture.Verify());

        var path = Path.Combine(_fixture.Output, "provenance.intoto.jsonl");
        var payload = System.Text.Json.Nodes.JsonNode.Parse(signed)!;
        var statement = System.Text.Encoding.UTF8.GetString(Convert.FromBase64String((string)payload["payload"]!));
        var lied = System.Text.RegularExpressions.Regex.Replace(statement, "\"blake3\":\"[0-9a-f]{8}", "\"blake3\":\"00000000");
        payload["payload"] = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(lied));
        File.WriteAllText(path, payload.ToJsonString() + "\n");
        Assert.Contains("MB5205", _fixture.Verify(withKey: false), StringComparison.Ordinal);
        Assert.StartsWith("MB5204", _fixture.Verify(), StringComparison.Ordinal);

        File.WriteAllText(path, "{}\n");
        Assert.Equal("MB5200", _fixture.Verify(withKey: false));
        File.WriteAllText(path, "");
        Assert.Equal("MB5200", _fixture.Verify(withKey: false));
    }

    public void Dispose() => _fixture.Dispose();
}
