using System.Reflection;
using MergeBuild.Testing;
using MergeBuild.Testing.Models;

namespace MergeBuild.Faults;

/// <summary>A folder with a merge project on the packaged SDK.</summary>
internal sealed class SdkProject : IDisposable
{
    private static readonly Dictionary<string, string> Environment = new()
    {
        ["MSBUILDDISABLENODEREUSE"] = "1",
        ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0",
        ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
        ["DOTNET_CLI_UI_LANGUAGE"] = "en",
        ["DOTNET_NOLOGO"] = "1",
    };

    private readonly TemporaryFolder _folder = new();

    /// <summary>Packs the SDK from this build, and writes the project with two parents.</summary>
    public SdkProject(int vocabulary)
    {
        var configuration = typeof(SdkProject).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        var tasks = Repository.Path("src/MergeBuild.Tasks/MergeBuild.Tasks.csproj");
        Require(Dotnet(System.IO.Path.GetDirectoryName(tasks)!, null, "pack", tasks, "--no-build", "-c", configuration, "-o", _folder["feed"]));
        var version = System.IO.Path.GetFileNameWithoutExtension(Directory.GetFiles(_folder["feed"]).Single())["MergeBuild.Sdk.".Length..];
        _folder.Write("work/global.json", $$"""{ "msbuild-sdks": { "MergeBuild.Sdk": "{{version}}" } }""");
        _folder.Write("work/nuget.config", $"<configuration><packageSources><clear /><add key=\"local\" value=\"{_folder["feed"]}\" /></packageSources></configuration>");
        foreach (var name in new[] { "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props" })
        {
            _folder.Write($"work/{name}", "<Project />");
        }

        for (var model = 0; model < 2; model++)
        {
            TinyLlama.Of(1, model, vocabulary: vocabulary).WriteTo(_folder[$"work/parents/model{model}"]);
        }
    }

    /// <summary>The folder.</summary>
    public string Path => _folder["work"];

    /// <summary>Writes a project that averages the parents.</summary>
    public void Write(string name, double weight) => _folder.Write($"work/{name}.mergeproj", FormattableString.Invariant($"""
        <Project Sdk="MergeBuild.Sdk">
          <PropertyGroup><MergeMethod>linear</MergeMethod><GateOnBuild>false</GateOnBuild></PropertyGroup>
          <ItemGroup><Expert Include="parents/model0" Weight="1" /><Expert Include="parents/model1" Weight="{weight}" /></ItemGroup>
        </Project>
        """));

    /// <summary>Writes a gated project of one parent, and another that merges the first with it.</summary>
    public void WriteTree(string first, string second, string dtype)
    {
        foreach (var (name, other) in new[] { (first, ""), (second, $"<ProjectReference Include=\"{first}.mergeproj\" MergeAs=\"Expert\" Weight=\"1\" />") })
        {
            _folder.Write($"work/{name}.mergeproj", $"""
                <Project Sdk="MergeBuild.Sdk">
                  <PropertyGroup><MergeMethod>linear</MergeMethod><MergeOutputDType>{dtype}</MergeOutputDType></PropertyGroup>
                  <ItemGroup><Expert Include="parents/model0" Weight="1" />{other}</ItemGroup>
                </Project>
                """);
        }
    }

    /// <summary>Whether two models have the same files with the same bytes.</summary>
    public static bool Same(Dictionary<string, byte[]> files, Dictionary<string, byte[]> expected) =>
        files.Count == expected.Count && expected.All(file => files.TryGetValue(file.Key, out var bytes) && bytes.AsSpan().SequenceEqual(file.Value));

    /// <summary>Runs dotnet in the folder.</summary>
    public ToolRun Dotnet(Action<System.Diagnostics.Process>? meanwhile, params string[] arguments) => Dotnet(Path, meanwhile, arguments);

    /// <summary>The bytes of a project's model, by file.</summary>
    public Dictionary<string, byte[]> Model(string name) => Directory.Exists(Output(name))
        ? Directory.GetFiles(Output(name)).ToDictionary(file => System.IO.Path.GetFileName(file), File.ReadAllBytes, StringComparer.Ordinal)
        : [];

    /// <summary>The folder of a project's model.</summary>
    public string Output(string name) => _folder[$"work/bin/Debug/{name}"];

    public void Dispose() => _folder.Dispose();

    /// <summary>Throws for a run that failed.</summary>
    public static void Require(ToolRun run) => _ = run.ExitCode == 0 ? 0 : throw new InvalidOperationException(run.Output);

    private ToolRun Dotnet(string folder, Action<System.Diagnostics.Process>? meanwhile, params string[] arguments) => ToolRun.Of(
        folder, ["dotnet", .. arguments], meanwhile, new Dictionary<string, string>(Environment) { ["NUGET_PACKAGES"] = _folder["packages"] });
}
