using System.Diagnostics;
using System.IO.Compression;
using MergeBuild.Sdk.Tests.Harness;

namespace MergeBuild.Sdk.Tests;

public sealed class EvaluationCommands(PackedSdk sdk) : GateTest(sdk)
{
    // A program that is there on every machine with the SDK: MSBuild, with a project that copies a result and counts its runs.
    private const string Evaluator = """
        <Project>
          <Target Name="Evaluate">
            <WriteLinesToFile File="runs.txt" Lines="$(Model)" />
            <Copy SourceFiles="results/math.json" DestinationFiles="$(ResultFile)" />
          </Target>
        </Project>
        """;

    private const string Suite = """
        <EvaluationSuite Include="sums" Parent="math" Command="dotnet msbuild evaluate.proj -t:Evaluate &quot;-p:Model={model}&quot; &quot;-p:ResultFile={output}&quot;" />
        """;

    private static string With(string suite) =>
        GatedProject.Replace("""<EvaluationSuite Include="sums" Parent="math" Results="results/{name}.json" MinimumRetention="0.95" />""", suite, StringComparison.Ordinal);

    [Fact]
    public async Task Of_the_project_run_once_a_model()
    {
        Workspace.Write("evaluate.proj", Evaluator);
        Workspace.Write("assistant.mergeproj", With(Suite));
        await Workspace.DotnetAsync("build", "assistant.mergeproj", "-tl:off", "-t:UpdateBaselines");
        var first = await TryBuildAsync("--no-restore");
        Workspace.Write("assistant.mergeproj", With(Suite.Replace("/>", "MinimumRetention=\"0.9\" />", StringComparison.Ordinal)));
        var judgedAgain = await TryBuildAsync("--no-restore");

        Assert.Equal((0, 0), (first.ExitCode, judgedAgain.ExitCode));
        Assert.Empty(first.Problems);
        var runs = await File.ReadAllLinesAsync(Workspace["runs.txt"], TestContext.Current.CancellationToken);
        Assert.Equal([Workspace["parents/math"], Workspace[Model]], runs.Select(run => Path.TrimEndingDirectorySeparator(run)));
    }

    [Fact]
    public async Task That_fail_are_told_at_the_suite_with_what_they_said()
    {
        Workspace.Write("assistant.mergeproj", With("""<EvaluationSuite Include="sums" Parent="math" Command="dotnet msbuild nothing.proj" />"""));
        var run = await Workspace.TryDotnetAsync("build", "assistant.mergeproj", "-tl:off", "-t:UpdateBaselines");

        Assert.Equal(("assistant.mergeproj", 8, "error", "MB4162"), Assert.Single(Annotations(run)));
    }

    [Theory]
    [InlineData("packages/acme/build/acme.props")]
    [InlineData("../acme-{0}/acme.props")]
    public async Task Of_others_do_not_run(string path)
    {
        var file = string.Format(null, path, Path.GetFileName(Workspace.Root));
        Workspace.Write(file, $"<Project><ItemGroup>{Suite}</ItemGroup></Project>");
        Workspace.Write("evaluate.proj", Evaluator);
        Workspace.Write("assistant.mergeproj", With("").Replace("<ItemGroup>", $"<Import Project=\"{file}\" />\n  <ItemGroup>", StringComparison.Ordinal));
        var run = await Workspace.TryDotnetAsync("build", "assistant.mergeproj", "-tl:off", "-p:RestorePackagesPath=packages", "-p:NuGetPackageRoot=packages/");

        Assert.Equal("MB4266", Assert.Single(Annotations(run)).Code);
        Assert.False(File.Exists(Workspace["runs.txt"]));
        Assert.Empty(Workspace.Files(Model));
        if (path[0] == '.')
        {
            Directory.Delete(Path.GetDirectoryName(Workspace[file])!, recursive: true);
        }
    }

    [Fact]
    public async Task Of_a_package_do_not_run()
    {
        Directory.CreateDirectory(Workspace["feed"]);
        using (var package = await ZipFile.OpenAsync(Workspace["feed/acme.model.1.0.0.nupkg"], ZipArchiveMode.Create, TestContext.Current.CancellationToken))
        {
            foreach (var (name, text) in new[]
            {
                ("acme.model.nuspec", """<package><metadata><id>acme.model</id><version>1.0.0</version><authors>acme</authors><description>A model.</description></metadata></package>"""),
                ("build/acme.model.props", $"<Project><ItemGroup>{Suite}</ItemGroup></Project>"),
            })
            {
                await using var entry = await package.CreateEntry(name).OpenAsync(TestContext.Current.CancellationToken);
                await entry.WriteAsync(System.Text.Encoding.UTF8.GetBytes(text), TestContext.Current.CancellationToken);
            }
        }

        Workspace.Write("nuget.config", $"""
            <configuration>
              <packageSources><clear /><add key="local" value="{PackedSdk.Feed}" /><add key="acme" value="feed" /></packageSources>
            </configuration>
            """);
        Workspace.Write("evaluate.proj", Evaluator);
        Workspace.Write("assistant.mergeproj", With("""<PackageReference Include="acme.model" Version="1.0.0" />"""));
        var run = await Workspace.TryDotnetAsync("build", "assistant.mergeproj", "-tl:off", "-p:RestorePackagesPath=packages");

        Assert.Equal("MB4266", Assert.Single(Annotations(run)).Code);
        Assert.NotEmpty(Workspace.Files("packages/acme.model"));
        Assert.False(File.Exists(Workspace["runs.txt"]));
        Assert.Empty(Workspace.Files(Model));
    }

    [Fact]
    public async Task Are_ended_when_the_build_is_interrupted()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signal to send to one process.");
        Assert.SkipWhen(Interrupts.AreIgnored(), Interrupts.WhyIgnored);
        Workspace.Write("assistant.mergeproj", With("""<EvaluationSuite Include="sums" Parent="math" Command="sh -c 'touch started; sleep 100'" />"""));
        await Workspace.DotnetAsync("restore", "assistant.mergeproj");

        var stopwatch = new Stopwatch();
        var run = Workspace.Keep(await DotnetRun.StartAsync(Workspace.Root, ["build", "--no-restore", "-tl:off", "-t:UpdateBaselines"], async (process, _) =>
        {
            while (!process.HasExited && !File.Exists(Workspace["started"]))
            {
                await Task.Delay(20, TestContext.Current.CancellationToken);
            }

            stopwatch.Start();
            using var kill = Process.Start("kill", ["-INT", $"{process.Id}"]);
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        }));

        Assert.NotEqual(0, run.ExitCode);
        Assert.InRange(stopwatch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(50));
        Assert.Empty(run.Problems);
    }
}
