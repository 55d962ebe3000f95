using MergeBuild.Sdk.Tests.Harness;

namespace MergeBuild.Sdk.Tests;

public sealed class References : MergeTest
{
    private static readonly string[] Copied = [.. ModelFiles.Select(name => $"assistant/{name}")];

    public References(PackedSdk sdk)
        : base(sdk)
    {
        Workspace.Write("app/Program.cs", "System.Console.WriteLine();");
        Workspace.Write("app/app.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <OutputType>Exe</OutputType>
                <UseAppHost>false</UseAppHost>
              </PropertyGroup>
              <ItemGroup>
                <ProjectReference Include="../assistant.mergeproj" />
              </ItemGroup>
            </Project>
            """);
    }

    [Fact]
    public async Task An_app_gets_the_model_beside_it()
    {
        await Workspace.DotnetAsync("build", "app");
        var built = AssistantIn("app/bin/Debug/net10.0");
        Parent.Write(Workspace["parents/math"], 3);
        await Workspace.DotnetAsync("build", "app", "--no-restore");
        await Workspace.DotnetAsync("publish", "app");

        Assert.Equal(Copied, built);
        Assert.Equal(
            await File.ReadAllBytesAsync(Workspace[$"{Model}/model.safetensors"], TestContext.Current.CancellationToken),
            await File.ReadAllBytesAsync(Workspace["app/bin/Debug/net10.0/assistant/model.safetensors"], TestContext.Current.CancellationToken));
        Assert.Equal(Copied, AssistantIn("app/bin/Release/net10.0/publish"));
    }

    [Fact]
    public async Task Both_kinds_of_solution_and_graph_builds_work()
    {
        await Workspace.DotnetAsync("new", "sln", "-n", "old", "-f", "sln");
        await Workspace.DotnetAsync("sln", "old.sln", "add", "assistant.mergeproj", "app/app.csproj");
        await Workspace.DotnetAsync("new", "sln", "-n", "new", "-f", "slnx");
        await Workspace.DotnetAsync("sln", "new.slnx", "add", "assistant.mergeproj", "app/app.csproj");

        await Workspace.DotnetAsync("build", "old.sln");
        var built = AssistantIn("app/bin/Debug/net10.0");
        await Workspace.DotnetAsync("clean", "old.sln");
        var cleaned = AssistantIn("app/bin/Debug/net10.0");
        await Workspace.DotnetAsync("build", "new.slnx", "--no-restore", "-graph");

        Assert.Equal(Copied, built);
        Assert.Empty(cleaned);
        Assert.Equal(Copied, AssistantIn("app/bin/Debug/net10.0"));
    }

    private string[] AssistantIn(string folder) =>
        [.. Workspace.Files(folder).Where(file => file.StartsWith("assistant/", StringComparison.Ordinal))];
}
