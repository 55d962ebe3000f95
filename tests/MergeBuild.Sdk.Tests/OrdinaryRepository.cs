using MergeBuild.Diagnostics;
using MergeBuild.Sdk.Tests.Harness;

namespace MergeBuild.Sdk.Tests;

public sealed class OrdinaryRepository(PackedSdk sdk) : MergeTest(sdk)
{
    [Fact]
    public async Task Settings_for_code_do_not_reach_merges_and_two_projects_share_a_folder()
    {
        // As near to each other as trained models are: a finding about weights would be an error here.
        Parent.Write(Workspace["parents/prose"], 1.5f);
        Workspace.Write("Directory.Build.props", """
            <Project>
              <PropertyGroup>
                <TargetFrameworks>net10.0;net8.0</TargetFrameworks>
                <OutputType>Exe</OutputType>
                <Nullable>enable</Nullable>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <EnforceCodeStyleInBuild>true</EnforceCodeStyleInBuild>
                <GenerateDocumentationFile>true</GenerateDocumentationFile>
              </PropertyGroup>
            </Project>
            """);
        Workspace.Write("Directory.Packages.props", """
            <Project>
              <PropertyGroup>
                <ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally>
              </PropertyGroup>
            </Project>
            """);
        Workspace.Write("recipe.yml", """
            merge_method: slerp
            base_model: parents/math
            models:
              - model: parents/math
              - model: parents/prose
            parameters:
              t: 0.5
            """);
        Workspace.Write("second.mergeproj", """
            <Project Sdk="MergeBuild.Sdk">
              <ItemGroup>
                <MergeRecipe Include="recipe.yml" />
              </ItemGroup>
            </Project>
            """);
        Workspace.Write("both.slnx", """
            <Solution>
              <Project Path="assistant.mergeproj" Type="Common C#" />
              <Project Path="second.mergeproj" Type="Common C#" />
            </Solution>
            """);

        var first = await Workspace.DotnetAsync("build", "both.slnx", "-tl:off", "-v:n");
        Workspace.Write("recipe.yml", (await File.ReadAllTextAsync(Workspace["recipe.yml"], TestContext.Current.CancellationToken)).Replace("0.5", "0.25", StringComparison.Ordinal));
        var recipeEdited = await Workspace.DotnetAsync("build", "both.slnx", "-tl:off", "-v:n", "--no-restore");

        Assert.Empty(first.Problems);
        Assert.Equal(ModelFiles, Workspace.Files(Model));
        Assert.Equal(ModelFiles, Workspace.Files("bin/Debug/second"));
        Assert.All(["assistant", "second"], name => Assert.Contains($"\"{name}\"", File.ReadAllText(Workspace[$"bin/Debug/report/{name}/report.json"]), StringComparison.Ordinal));
        Assert.Single(recipeEdited.Output.Split('\n'), line => line.Contains("Skipping target \"MergeModel\"", StringComparison.Ordinal));
        Assert.Contains("recipe.yml' has changed", recipeEdited.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_design_time_build_reads_no_model()
    {
        await BuildAsync("-p:DesignTimeBuild=true");

        Assert.Empty(Workspace.Files(Model));
    }

    [Fact]
    public async Task An_SDK_that_is_too_old_is_told_so_before_any_task_is_loaded()
    {
        var run = await Workspace.TryDotnetAsync("build", "assistant.mergeproj", "-tl:off", "-p:NETCoreSdkVersion=9.0.304");

        var error = Assert.Single(run.Problems);
        Assert.Contains($"error MB1090: {DiagnosticTable.SdkTooOld.With("9.0.304").Message}", error, StringComparison.Ordinal);
    }
}
