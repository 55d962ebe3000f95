using System.Security.Cryptography;
using MergeBuild.Testing;

namespace MergeBuild.Cli.Tests;

/// <summary>What <c>sign</c> and <c>verify</c> do on a command line.</summary>
public sealed class SignedModels : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _secret;

    public SignedModels()
    {
        Manifests.Write(Parents.Model(1).WriteTo(_folder["model"]), Manifests.Describe(_folder["model"]));
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        _secret = key.ExportECPrivateKeyPem();
        _folder.Write("key.pem", _secret);
        _folder.Write("key.pub.pem", key.ExportSubjectPublicKeyInfoPem());
    }

    [Fact]
    public void Are_verified_with_the_public_key_until_something_changes()
    {
        var unsigned = Tool.Run(_folder.Path, "verify", "model", "--key", "key.pub.pem");
        var signed = Tool.Run(_folder.Path, "sign", "model", "--key", "key.pem");
        var verified = Tool.Run(_folder.Path, "verify", "model", "--key", "key.pub.pem");
        var withoutKey = Tool.Run(_folder.Path, "verify", "model");
        _folder.Write("model/extra.txt", "");
        var changed = Tool.Run(_folder.Path, "verify", "model", "--key", "key.pub.pem");

        Assert.Equal((1, true), (unsigned.ExitCode, unsigned.Error.Contains("MB5231", StringComparison.Ordinal)));
        Assert.Equal(0, signed.ExitCode);
        Assert.Contains("Its signature is valid.", verified.Output, StringComparison.Ordinal);
        Assert.Contains("pass --key or --certificate", withoutKey.Output, StringComparison.Ordinal);
        Assert.Equal(1, changed.ExitCode);
        Assert.Contains("error MB5238: 'model/extra.txt'", changed.Error.Replace('\\', '/'), StringComparison.Ordinal);
    }

    [Fact]
    public void Are_signed_with_a_key_from_the_environment_that_is_never_shown()
    {
        var signed = Tool.RunWith(_folder.Path, "MY_KEY", _secret, "sign", "model", "--key", "env:MY_KEY", "--name", "tiny");
        var unset = Tool.Run(_folder.Path, "sign", "model", "--key", "env:MY_KEY");
        var broken = Tool.RunWith(_folder.Path, "MY_KEY", _secret[..60], "sign", "model", "--key", "env:MY_KEY");

        Assert.Equal((0, 1, 1), (signed.ExitCode, unset.ExitCode, broken.ExitCode));
        Assert.All([unset, broken], run => Assert.Contains("MB5230", run.Error, StringComparison.Ordinal));
        Assert.DoesNotContain(_secret.Split('\n')[1][..20], signed.Output + signed.Error + broken.Output + broken.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sign", "model")]
    [InlineData("verify", "model", "--key", "key.pub.pem", "--certificate", "ca.pem")]
    public void Need_a_complete_command_line(params string[] arguments) => Assert.Equal(2, Tool.Run(_folder.Path, arguments).ExitCode);

    public void Dispose() => _folder.Dispose();
}
