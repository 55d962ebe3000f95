namespace MergeBuild.Sdk.Tests.Harness;

/// <summary>A test in a workspace with a merge project of two experts, <c>assistant.mergeproj</c>.</summary>
public abstract class MergeTest : IDisposable
{
    protected const string Verdicts = "merge.verdicts.json";
    protected const string Model = "bin/Debug/assistant";

    protected const string Project = """
        <Project Sdk="MergeBuild.Sdk">
          <PropertyGroup>
            <MergeMethod>linear</MergeMethod>
          </PropertyGroup>
          <ItemGroup>
            <Expert Include="parents/math" Weight="0.5" />
            <Expert Include="parents/prose" Weight="0.5" />
          </ItemGroup>
        </Project>
        """;

    protected static readonly string[] ModelFiles =
    [
        "NOTICE", "README.md", "config.json", "merge.licenses.json", "merge.manifest.json", Verdicts, "model.safetensors",
    ];

    protected MergeTest(PackedSdk sdk)
    {
        Workspace = new Workspace(sdk);
        Parent.Write(Workspace["parents/math"], 1);
        Parent.Write(Workspace["parents/prose"], 2);
        Workspace.Write("assistant.mergeproj", Project);
    }

    protected Workspace Workspace { get; }

    /// <summary>Builds the project, with the engine's remarks about targets that it skips.</summary>
    protected Task<DotnetRun> BuildAsync(params string[] arguments) =>
        Workspace.DotnetAsync(["build", "assistant.mergeproj", "-v:n", "-tl:off", .. arguments]);

    public void Dispose()
    {
        Workspace.Dispose();
        GC.SuppressFinalize(this);
    }
}
