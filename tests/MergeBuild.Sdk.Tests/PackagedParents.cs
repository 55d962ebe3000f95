using System.Text.Json.Nodes;
using MergeBuild.Sdk.Tests.Harness;
using MergeBuild.Testing;

namespace MergeBuild.Sdk.Tests;

/// <summary>A package that was made in one folder, as a parent in another with a packages folder of its own.</summary>
public sealed class PackagedParents(PackedSdk sdk) : MergeTest(sdk)
{
    private const string Consumer = "consumer/bin/Debug/consumer";

    [Fact]
    public async Task Are_restored_locked_and_in_the_manifest_with_their_hash()
    {
        await PackAsync("2.1.0");
        await PackAsync("3.0.0");
        WriteConsumer(Documented());
        await ConsumeAsync("-p:RestorePackagesWithLockFile=true");
        var locked = JsonNode.Parse(await File.ReadAllTextAsync(Workspace["consumer/packages.lock.json"], TestContext.Current.CancellationToken))!;
        var manifest = await ManifestAsync();
        var again = await ConsumeAsync("--no-restore", "-v:n");

        var source = manifest["parents"]![1]!["source"]!;
        Assert.Equal("Acme.Math.Model", (string?)manifest["parents"]![1]!["name"]);
        Assert.Equal(("package", "Acme.Math.Model", "2.1.0"), ((string?)source["kind"], (string?)source["id"], (string?)source["version"]));
        Assert.Equal((string?)locked["dependencies"]![".NETStandard,Version=v2.0"]!["Acme.Math.Model"]!["contentHash"], (string?)source["contentHash"]);
        Assert.True(again.MergeWasSkipped);

        // The same bytes as the folder that was packed gives.
        WriteConsumer("""<Expert Include="../parents/prose" Weight="0.4" /><Expert Include="../bin/Release/assistant" Name="Acme.Math.Model" Weight="0.6" />""");
        var before = await WeightsAsync();
        await ConsumeAsync("--no-restore");
        Assert.Equal(before, await WeightsAsync());
    }

    [Fact]
    public async Task Take_central_versions()
    {
        await PackAsync("2.1.0");
        await PackAsync("3.0.0");
        WriteConsumer(Documented().Replace(""" Version="[2.1,3)" """, " ", StringComparison.Ordinal));
        Workspace.Write("consumer/Directory.Packages.props", """
            <Project>
              <PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup>
              <ItemGroup><PackageVersion Include="Acme.Math.Model" Version="[3.0.0]" /></ItemGroup>
            </Project>
            """);
        await ConsumeAsync();

        Assert.Equal("3.0.0", (string?)(await ManifestAsync())["parents"]![1]!["source"]!["version"]);
    }

    [Fact]
    public async Task Are_refused_when_someone_changed_them()
    {
        await PackAsync("2.1.0");
        WriteConsumer(Documented());
        await ConsumeAsync("-p:RestorePackagesWithLockFile=true");
        var weights = await WeightsAsync();
        var restored = Workspace["consumer-packages/acme.math.model/2.1.0/model/model.safetensors"];
        Flip(restored);
        var altered = await Workspace.TryDotnetAsync(Arguments("--no-restore"));
        Directory.Delete(Workspace["consumer-packages/acme.math.model"], recursive: true);
        Flip(Workspace["parents/math/model.safetensors"]);
        await PackAsync("2.1.0");
        var replaced = await Workspace.TryDotnetAsync(Arguments("-p:RestoreLockedMode=true", "-p:RestorePackagesWithLockFile=true"));

        Assert.Equal(("MB5316", "consumer.mergeproj", 7), Place(Assert.Single(altered.Problems)));
        Assert.Equal(weights, await WeightsAsync());
        Assert.Contains("NU1403", replaced.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Are_completed_with_weights_that_lie_outside_and_are_those_that_the_manifest_lists()
    {
        await Workspace.DotnetAsync("publish", "-o", "share");
        await PackAsync("2.1.0", "-p:MergePackWeightsLimit=1KB", "-p:MergeWeightsSource=share");
        var nowhere = await Workspace.TryDotnetAsync("pack", "-tl:off", "-o", "nowhere", "-p:MergePackWeights=never");
        var web = await Workspace.TryDotnetAsync("pack", "-tl:off", "-o", "nowhere", "-p:MergePackWeights=never", "-p:MergeWeightsSource=https://example.org/");
        var choice = await Workspace.TryDotnetAsync("pack", "-tl:off", "-o", "nowhere", "-p:MergePackWeights=some");
        var limit = await Workspace.TryDotnetAsync("pack", "-tl:off", "-o", "nowhere", "-p:MergePackWeightsLimit=much");
        WriteConsumer(Documented());
        File.Move(Workspace["share/model.safetensors"], Workspace["share/away"]);
        var missing = await Workspace.TryDotnetAsync(Arguments());
        File.Copy(Workspace["share/away"], Workspace["share/model.safetensors"]);
        Flip(Workspace["share/model.safetensors"]);
        var wrong = await Workspace.TryDotnetAsync(Arguments("--no-restore"));
        var left = Workspace.Files("consumer-packages/acme.math.model/2.1.0/model").Where(name => name.Contains("safetensors", StringComparison.Ordinal));
        Assert.Empty(left);
        File.Move(Workspace["share/away"], Workspace["share/model.safetensors"], overwrite: true);
        await ConsumeAsync("--no-restore");

        Assert.Equal(["MB5319", "MB5320", "MB5317", "MB5318"], new[] { nowhere, web, choice, limit }.Select(run => Place(run.Problems.First()).Code));
        Assert.Empty(Workspace.Files("nowhere"));
        Assert.Equal(("MB5321", "consumer.mergeproj", 7), Place(Assert.Single(missing.Problems)));
        Assert.Equal(("MB5322", "consumer.mergeproj", 7), Place(Assert.Single(wrong.Problems)));
        Assert.Equal(
            await File.ReadAllBytesAsync(Workspace["share/model.safetensors"], TestContext.Current.CancellationToken),
            await File.ReadAllBytesAsync(Workspace["consumer-packages/acme.math.model/2.1.0/model/model.safetensors"], TestContext.Current.CancellationToken));
        Workspace.Write("consumer-packages/acme.math.model/2.1.0/merge.weights.json", """{"schemaVersion": 2}""");
        Assert.Equal("MB5323", Place((await Workspace.TryDotnetAsync(Arguments("--no-restore"))).Problems.First()).Code);
    }

    [Fact]
    public async Task Say_at_their_line_what_is_wrong_with_them()
    {
        await PackAsync("2.1.0");
        WriteConsumer(Documented().Replace("MergeAs=\"Expert\"", "MergeAs=\"Expret\"", StringComparison.Ordinal));
        var role = await Workspace.TryDotnetAsync(Arguments());
        WriteConsumer(Documented().Replace("\"Expert\" Weight=", "\"Expert\" Wieght=", StringComparison.Ordinal));
        var metadata = await Workspace.TryDotnetAsync(Arguments());
        Workspace.Write("code/code.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework><IncludeBuildOutput>false</IncludeBuildOutput><PackageId>Acme.Code</PackageId></PropertyGroup>
              <ItemGroup><None Include="code.csproj" Pack="true" PackagePath="notes/" /></ItemGroup>
            </Project>
            """);
        await Workspace.DotnetAsync("pack", "code", "-o", "feed");
        WriteConsumer(Documented().Replace("Acme.Math.Model\" Version=\"[2.1,3)", "Acme.Code\" Version=\"1.0.0", StringComparison.Ordinal));
        var code = await Workspace.TryDotnetAsync(Arguments());

        Assert.Equal(("MB5312", "consumer.mergeproj", 7), Place(Assert.Single(role.Problems)));
        Assert.Equal(("MB1063", "consumer.mergeproj", 7), Place(metadata.Problems.First()));
        Assert.Contains("did you mean 'Weight'?", metadata.Output, StringComparison.Ordinal);
        Assert.Equal(("MB5313", "consumer.mergeproj", 7), Place(Assert.Single(code.Problems)));
    }

    // The example of the page: an expert, and behind it the reference.
    private static string Documented() => File.ReadAllText(Repository.Path("docs/packages.md"))
        .Split("```xml")[1].Split("<ItemGroup>")[1].Split("</ItemGroup>")[0].Trim().Replace("parents/prose", "../parents/prose", StringComparison.Ordinal);

    private Task<DotnetRun> PackAsync(string version, params string[] more) =>
        Workspace.DotnetAsync(["pack", "assistant.mergeproj", "-o", "feed", "-p:PackageId=Acme.Math.Model", $"-p:Version={version}", .. more]);

    private void WriteConsumer(string items)
    {
        Workspace.Write("consumer/nuget.config", """<configuration><packageSources><add key="models" value="../feed" /></packageSources></configuration>""");
        Workspace.Write("consumer/consumer.mergeproj", $"""
            <Project Sdk="MergeBuild.Sdk">
              <PropertyGroup>
                <MergeMethod>linear</MergeMethod>
              </PropertyGroup>
              <ItemGroup>
            {items}
              </ItemGroup>
            </Project>
            """);
        Workspace.Environment["NUGET_PACKAGES"] = Workspace["consumer-packages"];
    }

    private static string[] Arguments(params string[] more) => ["build", "consumer/consumer.mergeproj", "-tl:off", .. more];

    private Task<DotnetRun> ConsumeAsync(params string[] more) => Workspace.DotnetAsync(Arguments(more));

    private async Task<JsonNode> ManifestAsync() =>
        JsonNode.Parse(await File.ReadAllTextAsync(Workspace[$"{Consumer}/merge.manifest.json"], TestContext.Current.CancellationToken))!;

    private Task<byte[]> WeightsAsync() => File.ReadAllBytesAsync(Workspace[$"{Consumer}/model.safetensors"], TestContext.Current.CancellationToken);

    private static void Flip(string file)
    {
        var bytes = File.ReadAllBytes(file);
        bytes[^8] ^= 1;
        File.WriteAllBytes(file, bytes);
    }

    private static (string Code, string File, int Line) Place(string line) => ProblemMatcher.Read(line) is { } found ? (found.Code, found.File, found.Line) : (line, "", 0);
}
