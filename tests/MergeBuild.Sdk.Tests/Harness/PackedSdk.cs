using System.Reflection;
using MergeBuild.Sdk.Tests.Harness;

[assembly: AssemblyFixture(typeof(PackedSdk))]

namespace MergeBuild.Sdk.Tests.Harness;

/// <summary>The SDK package, packed once for all tests into a feed of its own, with a packages folder to restore it to.</summary>
public sealed class PackedSdk : IAsyncLifetime
{
    private static readonly string Root = Path.Combine(Path.GetTempPath(), "mergebuild-sdk-tests", $"run-{Guid.NewGuid():N}");

    public static string Feed { get; } = Path.Combine(Root, "feed");

    public static string Packages { get; } = Path.Combine(Root, "packages");

    public string PackagePath { get; private set; } = "";

    public string Version => Path.GetFileNameWithoutExtension(PackagePath)["MergeBuild.Sdk.".Length..];

    public async ValueTask InitializeAsync()
    {
        var assembly = typeof(PackedSdk).Assembly;
        var project = assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "TasksProject").Value!;
        var configuration = assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

        // The test project references the tasks, so they are built.
        var run = await DotnetRun.StartAsync(Path.GetDirectoryName(project)!, ["pack", project, "--no-build", "-c", configuration, "-o", Feed]);
        Assert.True(run.ExitCode == 0, run.Output);
        PackagePath = Directory.GetFiles(Feed, "MergeBuild.Sdk.*.nupkg").Single();
    }

    public ValueTask DisposeAsync()
    {
        if (Directory.Exists(Root))
        {
            Directory.Delete(Root, recursive: true);
        }

        return ValueTask.CompletedTask;
    }
}
