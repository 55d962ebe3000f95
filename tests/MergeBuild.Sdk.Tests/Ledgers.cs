using System.Text.Json.Nodes;
using MergeBuild.Sdk.Tests.Harness;

namespace MergeBuild.Sdk.Tests;

public sealed class Ledgers(PackedSdk sdk) : MergeTest(sdk)
{
    private const string Plan = "obj/assistant/Debug/assistant.merge.plan.json";

    [Fact]
    public async Task A_plan_says_what_a_build_would_do_and_does_nothing()
    {
        var planned = await PlanAsync();
        Assert.False(Directory.Exists(Workspace[Model]));
        Assert.True((long)planned["work"]!["bytesMerged"]! > 0);
        var built = await BuildAsync();
        Assert.Matches(@"assistant: read .*, merged .*, wrote .*, copied 0 B", built.Output);
        Assert.Matches("assistant: predicted was: read ", built.Output);

        var nothing = await PlanAsync();
        Assert.Equal(0, (long)nothing["work"]!["bytesRead"]!);
        Assert.Equal(0, (long)nothing["work"]!["bytesMerged"]!);
    }

    [Fact]
    public async Task Verification_hashes_what_looks_unchanged_and_says_when_it_is_asked_for_wrongly()
    {
        await BuildAsync();
        var verified = await BuildAsync("--no-restore", "-p:MergeVerify=full");
        Assert.False(verified.MergeWasSkipped);
        Assert.Contains("merged 0 B", verified.Output, StringComparison.Ordinal);

        var wrong = await Workspace.TryDotnetAsync("build", "assistant.mergeproj", "--no-restore", "-p:MergeVerify=some");
        Assert.Contains("error MB1096: MergeVerify is 'some'; it must be none, sample or full.", wrong.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_gives_another_clone_what_the_first_has_merged()
    {
        await BuildAsync($"-p:MergeStore={Workspace["store"]}");
        var expected = await File.ReadAllBytesAsync(Workspace[$"{Model}/model.safetensors"], TestContext.Current.CancellationToken);
        Directory.Delete(Workspace["bin"], recursive: true);
        Directory.Delete(Workspace["obj"], recursive: true);
        var second = await BuildAsync($"-p:MergeStore={Workspace["store"]}");

        Assert.Contains("merged 0 B", second.Output, StringComparison.Ordinal);
        Assert.Equal(expected, await File.ReadAllBytesAsync(Workspace[$"{Model}/model.safetensors"], TestContext.Current.CancellationToken));
    }

    private async Task<JsonNode> PlanAsync()
    {
        await Workspace.DotnetAsync("build", "assistant.mergeproj", "-t:PlanMerge", "-restore");
        return JsonNode.Parse(await File.ReadAllTextAsync(Workspace[Plan], TestContext.Current.CancellationToken))!;
    }
}
