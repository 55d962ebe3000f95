using System.IO.Compression;
using MergeBuild.Sdk.Tests.Harness;

namespace MergeBuild.Sdk.Tests;

public sealed class Verbs(PackedSdk sdk) : MergeTest(sdk)
{
    [Fact]
    public async Task Clean_leaves_nothing()
    {
        await Workspace.DotnetAsync("restore");
        var restored = Workspace.Files("obj");
        await Workspace.DotnetAsync("publish", "-c", "Release");
        await Workspace.DotnetAsync("pack", "-c", "Release", "--no-build");
        Workspace.Write("bin/Release/assistant/.model.safetensors.0123456789abcdef0123456789abcdef.tmp", "left by a merge that was killed");
        await Workspace.DotnetAsync("clean", "-c", "Release");

        Assert.False(Directory.Exists(Workspace["bin"]));
        Assert.Equal(restored, Workspace.Files("obj"));
    }

    [Fact]
    public async Task Clean_spares_what_it_did_not_write()
    {
        await BuildAsync("-p:MergeModelDirectory=models/mine");
        Workspace.Write("models/mine/notes.txt", "mine");
        await Workspace.DotnetAsync("clean", "-p:MergeModelDirectory=models/mine");

        Assert.Equal(["mine/notes.txt"], Workspace.Files("models"));
    }

    [Fact]
    public async Task Publish_gives_the_model_directory_alone()
    {
        await Workspace.DotnetAsync("publish");
        await Workspace.DotnetAsync("publish", "-o", "out");

        Assert.Equal(ModelFiles, Workspace.Files("bin/Release/publish"));
        Assert.Equal(ModelFiles, Workspace.Files("out"));
    }

    [Fact]
    public async Task Pack_gives_a_package_that_shows_its_model_to_other_projects()
    {
        await Workspace.DotnetAsync("pack", "-o", "feed", "-p:Version=1.4.0", "-p:PackageId=Acme.Assistant");
        Workspace.Write("consumer/nuget.config", """
            <configuration><packageSources><clear /><add key="models" value="../feed" /></packageSources></configuration>
            """);
        Workspace.Write("consumer/consumer.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <RestorePackagesPath>packages</RestorePackagesPath>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Acme.Assistant" Version="1.4.0" />
              </ItemGroup>
            </Project>
            """);
        await Workspace.DotnetAsync("restore", "consumer");
        var shown = await Workspace.DotnetAsync("build", "consumer", "--no-restore", "-getItem:MergeModel");

        Snapshot.Match(await DescribeAsync(Workspace["feed/Acme.Assistant.1.4.0.nupkg"]));
        Assert.Contains("\"PackageId\": \"Acme.Assistant\"", shown.Output, StringComparison.Ordinal);
        Assert.Contains("\"PackageVersion\": \"1.4.0\"", shown.Output, StringComparison.Ordinal);
        Assert.Equal(ModelFiles, Workspace.Files("consumer/packages/acme.assistant/1.4.0/model"));
    }

    /// <summary>The entries of a package and its nuspec.</summary>
    internal static async Task<string> DescribeAsync(string package)
    {
        await using var archive = await ZipFile.OpenReadAsync(package, TestContext.Current.CancellationToken);
        var nuspec = archive.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal));
        using var reader = new StreamReader(await nuspec.OpenAsync(TestContext.Current.CancellationToken));
        var names = archive.Entries
            .Select(entry => entry.FullName)
            .Where(name => !name.EndsWith(".psmdcp", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
        var lines = (await reader.ReadToEndAsync(TestContext.Current.CancellationToken)).ReplaceLineEndings("\n").Split('\n')
            .Where(line => !line.Contains("<repository", StringComparison.Ordinal) && !line.Contains("<licenseUrl", StringComparison.Ordinal));
        return string.Join('\n', names) + "\n\n" + string.Join('\n', lines);
    }
}
