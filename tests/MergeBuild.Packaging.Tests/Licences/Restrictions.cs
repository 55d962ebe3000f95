using MergeBuild.Checkpoints.Files;
using MergeBuild.Packaging.Signing;
using MergeBuild.Packaging.Tests.Signing;
using MergeBuild.Testing;

namespace MergeBuild.Packaging.Tests.Licences;

public sealed class Restrictions : IDisposable
{
    private const string Weights = "not really weights";
    private readonly LicenseFolder _folder = new();

    public Restrictions()
    {
        _folder.With("a", "mit").With("b", "mit");
        _folder.Write("b/model.safetensors", Weights);
    }

    [Theory]
    [InlineData("""{"schemaVersion": 1}""", "")]
    [InlineData("""{"schemaVersion": 1, "merging": "allowed"}""", "")]
    [InlineData("""{"schemaVersion": 1, "merging": "forbidden", "reason": "Research only."}""", "MB5271")]
    [InlineData("""{"schemaVersion": 1, "merging": "maybe"}""", "MB5270")]
    [InlineData("""{"schemaVersion": 2}""", "MB5270")]
    [InlineData("""{"schemaVersion": 1, "mergin": "allowed"}""", "MB5270")]
    [InlineData("""{"schemaVersion": 1, "sha256": {"model.safetensors": "0000000000000000000000000000000000000000000000000000000000000000"}}""", "MB5272")]
    [InlineData("""{"schemaVersion": 1, "sha256": {"model.safetensors": "00"}}""", "MB5270")]
    [InlineData("""{"schemaVersion": 1, "sha256": {"../a/LICENSE": "0000000000000000000000000000000000000000000000000000000000000000"}}""", "MB5270")]
    [InlineData("""{"schemaVersion": 1, "signature": {"publicKey": "publisher.pem"}}""", "MB5273")]
    [InlineData("[]", "MB5270")]
    public void Of_a_publisher_are_kept(string restrictions, string problems)
    {
        _folder.Write("b/merge.restrictions.json", restrictions);
        Assert.Equal(problems, _folder.Problems());
    }

    [Fact]
    public void Are_written_as_the_documentation_shows()
    {
        var page = File.ReadAllText(Repository.Path("docs/licences.md"));
        _folder.Write("b/merge.restrictions.json", page.Split("```json")[1].Split("```")[0]);

        Assert.Equal("MB5272", _folder.Problems());
    }

    [Fact]
    public void Of_digest_and_signature_are_met_by_the_publishers_own_files_alone()
    {
        var digest = ContentDigest.Sha256(System.Text.Encoding.UTF8.GetBytes(Weights));
        _folder.Write("b/publisher.pem", TestKeys.PublicPem("P-256"));
        _folder.Write("b/merge.restrictions.json", $$$"""
            {"schemaVersion": 1, "sha256": {"model.safetensors": "{{{digest}}}"}, "signature": {"publicKey": "publisher.pem"}}
            """);
        _folder.Write("key.pem", TestKeys.PrivatePem("P-256"));
        using (var signer = ModelSigner.Read(_folder["key.pem"]))
        {
            ModelSignature.Sign(_folder["b"], "b", signer, cancellation: TestContext.Current.CancellationToken);
        }

        Assert.Equal("", _folder.Problems());
        _folder.Write("b/config.json", "{}");
        Assert.Equal("MB5273", _folder.Problems());
        Assert.Contains("b/config.json' lies in the model directory, but is not signed.", _folder.Messages[0].Replace('\\', '/'), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
