using System.IO.Compression;
using System.Security.Cryptography;
using MergeBuild.Diagnostics;
using MergeBuild.Packaging;
using MergeBuild.Packaging.Signing;
using MergeBuild.Sdk.Tests.Harness;

namespace MergeBuild.Sdk.Tests;

/// <summary>Card, licences, provenance and signature of projects.</summary>
public sealed class Documents(PackedSdk sdk) : MergeTest(sdk)
{
    private const string Skipped = "Skipping target \"WriteModelDocuments\" because all output files are up-to-date";

    [Fact]
    public async Task Are_written_once_and_again_only_if_a_parents_card_changed()
    {
        await BuildAsync();
        var card = await ReadAsync("README.md");
        var nothing = await BuildAsync("--no-restore");
        Parent.License(Workspace["parents/math"], "cc-by-nc-4.0");
        var changed = await BuildAsync("--no-restore");
        File.Delete(Workspace[$"{Model}/NOTICE"]);
        await BuildAsync("--no-restore");

        Assert.Contains("license: apache-2.0", card, StringComparison.Ordinal);
        Assert.Contains(Skipped, nothing.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Skipped, changed.Output, StringComparison.Ordinal);
        Assert.True(changed.MergeWasSkipped);
        Assert.Contains("license: cc-by-nc-4.0", await ReadAsync("README.md"), StringComparison.Ordinal);
        Assert.Equal(ModelFiles, Workspace.Files(Model));

        await BuildAsync("--no-restore", "-p:MergeLicenses=off", "-p:MergeModelCard=false");
        Assert.Equal(["config.json", "merge.manifest.json", "merge.verdicts.json", "model.safetensors"], Workspace.Files(Model));
    }

    [Fact]
    public async Task Are_refused_at_the_line_of_the_parent_before_a_weight_is_read()
    {
        Parent.License(Workspace["parents/prose"], "cc-by-nd-4.0");
        await File.WriteAllTextAsync(Workspace["parents/math/model.safetensors"], "no weights at all", TestContext.Current.CancellationToken);
        var run = await Workspace.TryDotnetAsync("build", "assistant.mergeproj", "-tl:off");
        var error = ProblemMatcher.Read(Assert.Single(run.Problems));

        Assert.Equal(("MB5253", "error", "assistant.mergeproj", 7), (error!.Code, error.Severity, error.File, error.Line));
        Assert.Empty(Workspace.Files(Model));
    }

    [Fact]
    public async Task Take_licences_from_items_and_waivers()
    {
        File.Delete(Workspace["parents/math/README.md"]);
        File.Delete(Workspace["parents/prose/README.md"]);
        var known = await Workspace.DotnetAsync("build", "assistant.mergeproj", "-tl:off");
        var again = await Workspace.DotnetAsync("build", "assistant.mergeproj", "-tl:off", "--no-restore");
        var enforced = await Workspace.TryDotnetAsync("build", "assistant.mergeproj", "-tl:off", "--no-restore", "-p:MergeLicenses=enforce");
        var wrong = await Workspace.TryDotnetAsync("build", "assistant.mergeproj", "-tl:off", "--no-restore", "-p:MergeLicenses=enforced");
        Workspace.Write("assistant.mergeproj", Project
            .Replace("""Include="parents/math" """, """Include="parents/math" License="mit" """, StringComparison.Ordinal)
            .Replace("</ItemGroup>", """
                <MergeLicenseWaiver Include="prose" Reason="made by us" Expires="2999-12-31" />
                </ItemGroup>
                """, StringComparison.Ordinal));
        var waived = await Workspace.DotnetAsync("build", "assistant.mergeproj", "-tl:off", "--no-restore", "-p:MergeLicenses=enforce");
        Workspace.Write("assistant.mergeproj", (await File.ReadAllTextAsync(Workspace["assistant.mergeproj"], TestContext.Current.CancellationToken)).Replace("2999", "2020", StringComparison.Ordinal));
        var expired = await Workspace.TryDotnetAsync("build", "assistant.mergeproj", "-tl:off", "--no-restore", "-p:MergeLicenses=enforce");

        Assert.Equal(["warning MB5250", "warning MB5250"], Codes(known));
        Assert.Equal(known.Problems, again.Problems);
        Assert.Equal(["error MB5250", "error MB5250"], Codes(enforced));
        Assert.Equal(["error MB5209"], Codes(wrong));
        Assert.Empty(waived.Problems);
        Assert.Equal(["error MB5250", "error MB5260"], Codes(expired).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Sign_what_publish_and_pack_hand_out()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var secret = key.ExportECPrivateKeyPem();
        Workspace.Write("key.pem", secret);
        Workspace.Write("key.pub.pem", key.ExportSubjectPublicKeyInfoPem());
        Workspace.Write("parents/math/LICENSE", "Do what you like.");
        string[] signing = ["-tl:off", "-p:MergeProvenance=true", "-p:MergeSign=key.pem"];
        await Workspace.DotnetAsync(["publish", "-v:d", "-o", "out", .. signing]);
        var again = await Workspace.DotnetAsync(["build", "assistant.mergeproj", "-c", "Release", "-v:n", "--no-restore", .. signing]);
        await Workspace.DotnetAsync(["pack", "-o", "feed", "--no-restore", .. signing]);

        using var trust = SignatureTrust.InKey(Workspace["key.pub.pem"]);
        var published = ModelVerification.Run(Workspace["out"], trust, needsProvenance: true, cancellation: TestContext.Current.CancellationToken);
        string[] expected = ["LICENSES/math.LICENSE", "merge.cdx.json", "model.sig", "provenance.intoto.jsonl", .. ModelFiles];
        Assert.Equal(expected.Order(StringComparer.Ordinal), Workspace.Files("out"));
        Assert.Empty(published.Problems);
        Assert.Contains(Skipped, again.Output, StringComparison.Ordinal);
        await using (var archive = await ZipFile.OpenReadAsync(Directory.GetFiles(Workspace["feed"]).Single(), TestContext.Current.CancellationToken))
        {
            await archive.ExtractToDirectoryAsync(Workspace["unpacked"], TestContext.Current.CancellationToken);
        }

        Assert.Empty(ModelVerification.Run(Workspace["unpacked/model"], trust, needsProvenance: true, cancellation: TestContext.Current.CancellationToken).Problems);
        var logs = string.Concat(Directory.GetFiles(Workspace["runs"]).Select(File.ReadAllText));
        Assert.DoesNotContain(secret.Split('\n')[1].Trim(), logs, StringComparison.Ordinal);

        await File.AppendAllTextAsync(Workspace["out/config.json"], " ", TestContext.Current.CancellationToken);
        Assert.Equal(
            [DiagnosticTable.VerifiedFileLength.Code, DiagnosticTable.SignedFileDigest.Code, DiagnosticTable.StatementSubjectDigest.Code],
            ModelVerification.Run(Workspace["out"], trust, cancellation: TestContext.Current.CancellationToken).Problems.Select(problem => problem.Code));

        await Workspace.DotnetAsync("clean", "-c", "Release");
        Assert.False(Directory.Exists(Workspace["bin/Release/assistant"]));
    }

    [Fact]
    public async Task Follow_the_example_of_the_documentation()
    {
        var page = await File.ReadAllTextAsync(Testing.Repository.Path("docs/licences.md"), TestContext.Current.CancellationToken);
        var example = page.Split("```xml")[1].Split("```")[0].Replace("2027-06-30", "2999-12-31", StringComparison.Ordinal);
        File.Delete(Workspace["parents/math/README.md"]);
        File.Delete(Workspace["parents/prose/README.md"]);
        Workspace.Write("assistant.mergeproj", $"""
            <Project Sdk="MergeBuild.Sdk">
              <PropertyGroup><MergeMethod>linear</MergeMethod></PropertyGroup>
              <ItemGroup><MergeParameter Include="weight" Value="0.5" /></ItemGroup>
              {example}
            </Project>
            """);
        var run = await Workspace.DotnetAsync("build", "assistant.mergeproj", "-tl:off");

        Assert.Empty(run.Problems);
        Assert.Contains("\"reason\": \"Trained by us, ticket 12\"", await ReadAsync("merge.licenses.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Are_not_begun_with_a_key_that_cannot_be_used()
    {
        Workspace.Write("key.pem", "no key");
        var run = await Workspace.TryDotnetAsync("build", "assistant.mergeproj", "-tl:off", "-p:MergeSign=key.pem");

        Assert.Equal(["error MB5230"], Codes(run));
        Assert.Empty(Workspace.Files(Model));
    }

    private Task<string> ReadAsync(string name) => File.ReadAllTextAsync(Workspace[$"{Model}/{name}"], TestContext.Current.CancellationToken);

    private static IEnumerable<string> Codes(DotnetRun run) => run.Problems.Select(line => ProblemMatcher.Read(line)!).Select(found => $"{found.Severity} {found.Code}");
}
