using System.Text.Json.Nodes;
using MergeBuild.Sdk.Tests.Harness;
using MergeBuild.Testing;

namespace MergeBuild.Sdk.Tests;

/// <summary>The tool on projects: MSBuild evaluates them, and writes what they ask for.</summary>
public sealed class AskedProjects(PackedSdk sdk) : MergeTest(sdk)
{
    private static readonly string Tool = Path.Combine(AppContext.BaseDirectory, "mergebuild.dll");
    private static readonly string Samples = Repository.Path("samples/tiny-assistant");

    [Fact]
    public async Task Are_compared_by_what_their_items_come_to_and_cleaned_of_the_request()
    {
        Workspace.Write("Directory.Build.props", "<Project><ItemGroup><Expert Include=\"parents/third\" Weight=\"0.1\" /></ItemGroup></Project>");
        Parent.Write(Workspace["parents/third"], 4);
        var run = await Workspace.DotnetAsync("exec", Tool, "predict", "assistant.mergeproj", "-c", "Release", "--by", "parent");

        Assert.Contains("The recipe has no base model", run.Output, StringComparison.Ordinal);
        Assert.Matches("(?m)^  third and prose +all ", run.Output);
        Assert.Contains("obj/assistant/Release/assistant.merge.request.json", Workspace.Files("."));
        await Workspace.DotnetAsync("clean", "assistant.mergeproj", "-c", "Release");
        Assert.DoesNotContain(Workspace.Files("obj"), file => file.Contains("request", StringComparison.Ordinal));
    }

    [Fact]
    public async Task With_mistakes_are_told_where_they_are()
    {
        Workspace.Write("assistant.mergeproj", Project.Replace("Weight=\"0.5\"", "Wieght=\"0.5\"", StringComparison.Ordinal));
        var wrong = await Workspace.TryDotnetAsync("exec", Tool, "predict", "assistant.mergeproj");
        Assert.Equal(1, wrong.ExitCode);
        Assert.Contains("assistant.mergeproj(6,36): error MB1063: ", wrong.Output, StringComparison.Ordinal);

        Workspace.Write("assistant.mergeproj", "<Project>");
        var broken = await Workspace.TryDotnetAsync("exec", Tool, "predict", "assistant.mergeproj");
        Assert.Equal(1, broken.ExitCode);
        Assert.Contains("error MB5002: ", broken.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Blame_parents_by_the_suites_of_their_items()
    {
        Workspace.Write("assistant.mergeproj", $"""
            <Project Sdk="MergeBuild.Sdk">
              <PropertyGroup>
                <MergeMethod>linear</MergeMethod>
                <MergeOutputDType>bfloat16</MergeOutputDType>
              </PropertyGroup>
              <ItemGroup>
                <Expert Include="{Samples}/parents/math" Weight="0.5" />
                <Expert Include="{Samples}/parents/strings" Weight="0.5" />
                <EvaluationSuite Include="{Samples}/suites/math.jsonl" Name="sums" Parent="math" Metric="answer_logprob" Limit="20" />
                <EvaluationSuite Include="{Samples}/suites/strings.jsonl" Parent="strings" Results="results.json" />
              </ItemGroup>
            </Project>
            """);
        var run = await Workspace.DotnetAsync("exec", Tool, "blame", "assistant.mergeproj", "--suite", "sums", "--by", "parent", "--json", "blame.json");
        Assert.Contains("sums (answer_logprob)", run.Output, StringComparison.Ordinal);
        var report = JsonNode.Parse(await File.ReadAllTextAsync(Workspace["blame.json"], TestContext.Current.CancellationToken))!;
        Assert.Equal((20, true), ((int)report["matrix"]![0]!["count"]!, (double)report["matrix"]![0]!["effect"]! > (double)report["matrix"]![1]!["effect"]!));
        Assert.Contains("blame/model/model.safetensors", Workspace.Files("obj/assistant/Debug"));

        var wrong = await Workspace.TryDotnetAsync("exec", Tool, "blame", "assistant.mergeproj");
        Assert.Equal(1, wrong.ExitCode);
        Assert.Contains("assistant.mergeproj(10,", wrong.Output, StringComparison.Ordinal);
        Assert.Contains("error MB4330: ", wrong.Output, StringComparison.Ordinal);
        var missing = await Workspace.TryDotnetAsync("exec", Tool, "blame", "assistant.mergeproj", "--suite", "sms");
        Assert.Contains("error MB4326: ", missing.Output, StringComparison.Ordinal);
    }
}
