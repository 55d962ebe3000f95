using System.Diagnostics;
using MergeBuild.Sdk.Tests.Harness;

namespace MergeBuild.Sdk.Tests;

/// <summary>A package that <c>dotnet pack</c> made, merged again by somebody who has nothing of the project.</summary>
public sealed class ReproducedPackages(PackedSdk sdk) : MergeTest(sdk)
{
    private static readonly string Tool = Path.Combine(AppContext.BaseDirectory, "mergebuild.dll");

    [Fact]
    public async Task Are_reproduced_from_parents_in_folders()
    {
        await PackAsync("assistant.mergeproj", "Acme.Assistant");
        Directory.Delete(Workspace["bin"], recursive: true);
        Directory.Delete(Workspace["obj"], recursive: true);

        var missing = Reproduce("feed/Acme.Assistant.1.0.0.nupkg");
        var same = Reproduce("feed/Acme.Assistant.1.0.0.nupkg", "--parents", "parents");

        Assert.Equal((1, 2), (missing.ExitCode, missing.Output.Split("MB5330").Length - 1));
        Assert.StartsWith("feed/Acme.Assistant.1.0.0.nupkg is reproduced byte for byte from 2 models (linear): ", same.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Are_reproduced_from_a_parent_in_a_package_of_a_feed_with_its_weights_outside()
    {
        await Workspace.DotnetAsync("publish", "-o", "share");
        await PackAsync("assistant.mergeproj", "Acme.Math.Model", "-p:MergePackWeights=never", "-p:MergeWeightsSource=share");
        Workspace.Write("stage/nuget.config", """<configuration><packageSources><add key="models" value="../feed" /></packageSources></configuration>""");
        Workspace.Write("stage/stage.mergeproj", """
            <Project Sdk="MergeBuild.Sdk">
              <PropertyGroup><MergeMethod>linear</MergeMethod></PropertyGroup>
              <ItemGroup>
                <Expert Include="../parents/prose" Weight="0.4" />
                <PackageReference Include="Acme.Math.Model" Version="1.0.0" MergeAs="Expert" Weight="0.6" />
              </ItemGroup>
            </Project>
            """);
        Workspace.Environment["NUGET_PACKAGES"] = Workspace["packages"];
        await PackAsync("stage/stage.mergeproj", "Acme.Stage");
        Directory.Delete(Workspace["packages"], recursive: true);
        string[] arguments = ["feed/Acme.Stage.1.0.0.nupkg", "--parents", "parents"];

        var offline = Reproduce([.. arguments, "--feed", "feed", "--offline"]);
        Directory.CreateDirectory(Workspace["empty"]);
        var elsewhere = Reproduce([.. arguments, "--feed", "empty"]);
        var fetched = Reproduce([.. arguments, "--feed", "feed"]);
        var cached = Reproduce([.. arguments, "--offline"]);
        Directory.Delete(Workspace["packages"], recursive: true);
        var configured = ReproduceIn("stage", "../feed/Acme.Stage.1.0.0.nupkg", "--parents", "../parents");

        Assert.Contains("MB5330", offline.Output, StringComparison.Ordinal);
        Assert.Contains("no feed may be asked", offline.Output, StringComparison.Ordinal);
        Assert.Contains("NU1101", elsewhere.Output, StringComparison.Ordinal);
        Assert.True(fetched.ExitCode == 0, fetched.Output);
        Assert.True(cached.ExitCode == 0, cached.Output);
        Assert.Contains("is reproduced byte for byte from 2 models (linear): ", cached.Output, StringComparison.Ordinal);
        Assert.True(configured.ExitCode == 0, configured.Output);
    }

    private Task<DotnetRun> PackAsync(string project, string id, params string[] more) =>
        Workspace.DotnetAsync(["pack", project, "-o", "feed", $"-p:PackageId={id}", "-p:Version=1.0.0", .. more]);

    // The tool as users of the package have it: another program, with the same packages folder.
    private (int ExitCode, string Output) Reproduce(params string[] arguments) => ReproduceIn("", arguments);

    private (int ExitCode, string Output) ReproduceIn(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Tool, "reproduce", .. arguments])
        {
            WorkingDirectory = Workspace[folder], RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var (name, value) in Workspace.Environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.Result);
    }
}
