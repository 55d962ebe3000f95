namespace MergeBuild.Sdk.Tests.Harness;

/// <summary>
/// A folder that looks like a user's repository and inherits nothing from the folders around it. Every command that runs
/// in it is kept there with its environment and output; the folder is kept when its test fails.
/// </summary>
public sealed class Workspace : IDisposable
{
    private int _runs;

    public Workspace(PackedSdk sdk)
    {
        Write("global.json", $$"""
            { "sdk": { "version": "10.0.100", "rollForward": "latestFeature" }, "msbuild-sdks": { "MergeBuild.Sdk": "{{sdk.Version}}" } }
            """);
        Write("nuget.config", $"""
            <configuration>
              <packageSources><clear /><add key="local" value="{PackedSdk.Feed}" /></packageSources>
            </configuration>
            """);
        Write(".editorconfig", "root = true");
        foreach (var name in new[] { "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props" })
        {
            Write(name, "<Project />");
        }
    }

    // macOS reaches its temporary folder through a link, and MSBuild shows where the link leads.
    public string Root { get; } = Directory.CreateDirectory(
        (OperatingSystem.IsMacOS() ? "/private" : "") + Path.Combine(Path.GetTempPath(), "mergebuild-sdk-tests", $"test-{Guid.NewGuid():N}")).FullName;

    /// <summary>Variables that runs get besides those that they need.</summary>
    public Dictionary<string, string> Environment { get; } = new(StringComparer.Ordinal);

    /// <summary>The full path of something in the folder.</summary>
    public string this[string path] => Path.Combine(Root, path);

    public void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[path])!);
        File.WriteAllText(this[path], text);
    }

    /// <summary>Runs <c>dotnet</c> at the top of the folder; the run is expected to succeed.</summary>
    public async Task<DotnetRun> DotnetAsync(params string[] arguments)
    {
        var run = await TryDotnetAsync(arguments);
        Assert.True(run.ExitCode == 0, $"{run.Command} failed in {Root}:\n{run.Output}");
        return run;
    }

    /// <summary>Runs <c>dotnet</c>, however it ends.</summary>
    public async Task<DotnetRun> TryDotnetAsync(params string[] arguments) =>
        Keep(await DotnetRun.StartAsync(Root, arguments, environment: Environment));

    /// <summary>Keeps a run's record.</summary>
    public DotnetRun Keep(DotnetRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        Write($"runs/{++_runs:D2}.txt", $"""
            {run.Command}
            exit code {run.ExitCode} after {run.Elapsed}

            {run.Output}

            {string.Join('\n', DotnetRun.Environment)}
            """);
        return run;
    }

    /// <summary>All files below a folder, relative to it, in order.</summary>
    public string[] Files(string folder) => !Directory.Exists(this[folder]) ? [] :
    [
        .. Directory.EnumerateFiles(this[folder], "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
            .Select(file => Path.GetRelativePath(this[folder], file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    public void Dispose()
    {
        if (TestContext.Current.TestState?.Result is not TestResult.Failed)
        {
            Directory.Delete(Root, recursive: true);
        }
    }
}
