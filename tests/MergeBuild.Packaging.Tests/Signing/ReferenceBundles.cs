using System.Text.Json.Nodes;
using MergeBuild.Diagnostics;
using MergeBuild.Packaging.Signing;
using MergeBuild.Testing;

namespace MergeBuild.Packaging.Tests.Signing;

/// <summary>Bundles that the reference implementation made; see <c>Vectors/README.md</c>.</summary>
public sealed class ReferenceBundles : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static string Vectors => Repository.Path("tests/MergeBuild.Packaging.Tests/Signing/Vectors");

    [Theory]
    [InlineData("v1.1.0-elliptic-key", "signme-1\n")]
    [InlineData("v1.0.1-elliptic-key", "signme-1\n")]
    public void With_a_key_are_verified(string name, string firstFile)
    {
        var model = Model(name, firstFile);
        using var trust = SignatureTrust.InKey(Path.Combine(Vectors, "signing-key-pub.pem"));

        Assert.Empty(ModelSignature.Verify(model, trust, cancellation: TestContext.Current.CancellationToken));
        File.WriteAllText(Path.Combine(model, "signme-1"), "signme-I\n");
        Assert.Equal(["MB5237"], Codes(ModelSignature.Verify(model, trust, cancellation: TestContext.Current.CancellationToken)));
    }

    [Fact]
    public void With_certificates_are_verified_below_their_authority()
    {
        var model = Model("v1.1.0-certificate", "signme-1");
        var bundle = (JsonObject)JsonNode.Parse(File.ReadAllText(Path.Combine(Vectors, "v1.1.0-certificate.sig")))!;
        var authority = (string)bundle["verificationMaterial"]!["x509CertificateChain"]!["certificates"]![1]!["rawBytes"]!;
        using var trust = SignatureTrust.InCertificates(_folder.Write("ca.pem", $"-----BEGIN CERTIFICATE-----\n{authority}\n-----END CERTIFICATE-----\n"));

        Assert.Empty(ModelSignature.Verify(model, trust, cancellation: TestContext.Current.CancellationToken));
    }

    [Fact]
    public void With_certificates_of_nobody_who_is_trusted_are_refused()
    {
        var model = Model("v1.1.0-certificate", "signme-1");
        using var stranger = new TestAuthority();
        using var trust = SignatureTrust.InCertificates(_folder.Write("stranger.pem", stranger.RootPem));

        Assert.Equal("MB5241", Assert.Single(Assert.Throws<MergeBuildException>(() => ModelSignature.Verify(model, trust, cancellation: TestContext.Current.CancellationToken)).Diagnostics).Code);
    }

    [Fact]
    public void Are_refused_with_another_key()
    {
        var model = Model("v1.1.0-elliptic-key", "signme-1\n");
        using var trust = SignatureTrust.InKey(_folder.Write("other.pem", TestKeys.PublicPem("P-384")));

        Assert.Equal("MB5233", Assert.Single(Assert.Throws<MergeBuildException>(() => ModelSignature.Verify(model, trust, cancellation: TestContext.Current.CancellationToken)).Diagnostics).Code);
    }

    public void Dispose() => _folder.Dispose();

    private string Model(string name, string firstFile)
    {
        _folder.Write($"{name}/signme-1", firstFile);
        _folder.Write($"{name}/signme-2", "signme-2");
        _folder.Write($"{name}/model.sig", File.ReadAllBytes(Path.Combine(Vectors, $"{name}.sig")));
        return _folder[name];
    }

    private static IEnumerable<string> Codes(IEnumerable<Diagnostic> diagnostics) => diagnostics.Select(diagnostic => diagnostic.Code);
}
